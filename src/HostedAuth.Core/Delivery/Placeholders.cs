using System.Text;

namespace HostedAuth.Core.Delivery;

/// <summary>
/// Fills <c>{{name}}</c> in texts of a theme, in one pass: what a value holds is never taken for a placeholder.
/// </summary>
internal static class Placeholders
{
    /// <exception cref="InvalidDataException">A placeholder is not closed.</exception>
    public static string Fill(string template, Func<string, string> find)
    {
        var filled = new StringBuilder(template.Length + 256);
        var position = 0;
        while (template.IndexOf("{{", position, StringComparison.Ordinal) is >= 0 and var start)
        {
            var end = template.IndexOf("}}", start, StringComparison.Ordinal);
            if (end < 0)
            {
                throw new InvalidDataException("A placeholder of a message is not closed.");
            }

            filled.Append(template, position, start - position).Append(find(template[(start + 2)..end]));
            position = end + 2;
        }

        return filled.Append(template, position, template.Length - position).ToString();
    }
}
