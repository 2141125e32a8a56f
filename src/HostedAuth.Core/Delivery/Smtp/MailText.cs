using System.Globalization;
using System.Net.Mail;
using System.Text;

namespace HostedAuth.Core.Delivery.Smtp;

/// <summary>A mail as it is handed to a mail server (RFC 5322), its texts in quoted-printable (RFC 2045).</summary>
/// <param name="From">The sender's bare address.</param>
/// <param name="To">The receiver's bare address.</param>
/// <param name="Content">Headers and body; lines end with CR LF, the last one without.</param>
internal sealed record MailText(string From, string To, string Content)
{
    /// <summary>
    /// Of an encoded word, before encoding: 45 bytes become 60 characters, within 75 with its frame (RFC 2047).
    /// </summary>
    private const int BytesOfWord = 45;

    private const int LongestLine = 76;

    /// <summary>Writes the mail, or throws <see cref="DeliveryException"/> when an address is none.</summary>
    /// <param name="id">The message's id: as Message-ID it lets a mail system drop a second copy.</param>
    /// <param name="message">The message.</param>
    /// <param name="defaultFrom">The sender where the message names none.</param>
    /// <param name="now">The time.</param>
    public static MailText Write(string id, Message message, string defaultFrom, DateTimeOffset now)
    {
        var (from, to) = (Parse(message.From ?? defaultFrom), Parse(message.To));
        var head = new StringBuilder();
        Add(head, "Date", now.ToString("ddd, dd MMM yyyy HH:mm:ss '+0000'", CultureInfo.InvariantCulture));
        Add(head, "Message-ID", $"<{id}@{from.Host}>");
        Add(head, "From", Render(from));
        Add(head, "To", Render(to));
        if (message.ReplyTo is not null)
        {
            Add(head, "Reply-To", Render(Parse(message.ReplyTo)));
        }

        Add(head, "Subject", Encode(message.Subject ?? ""));
        // No "out of office" comes back (RFC 3834).
        Add(head, "Auto-Submitted", "auto-generated");
        Add(head, "MIME-Version", "1.0");
        return new MailText(from.Address, to.Address, $"{head}{Body(id, message)}");
    }

    private static string Body(string id, Message message)
    {
        if (message.Html is null)
        {
            return Part("plain", message.Text);
        }

        // Quoted-printable holds no "=_", so no text can be taken for the boundary.
        var boundary = $"=_{id}";
        return $"Content-Type: multipart/alternative; boundary=\"{boundary}\"\r\n\r\n"
            + $"--{boundary}\r\n{Part("plain", message.Text)}\r\n"
            + $"--{boundary}\r\n{Part("html", message.Html)}\r\n--{boundary}--";
    }

    private static string Part(string kind, string text) =>
        $"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{QuotedPrintable(text)}";

    private static void Add(StringBuilder head, string name, string value) => head.Append(name).Append(": ").Append(value).Append("\r\n");

    private static MailAddress Parse(string text) =>
        MailAddress.TryCreate(text, out var address) && !address.Address.Any(c => char.IsControl(c) || c is ' ' or '<' or '>')
            ? address
            : throw new DeliveryException("The address is not one that mail can go to.", isPermanent: true);

    private static string Render(MailAddress address) =>
        address.DisplayName is "" ? address.Address : $"{Encode(address.DisplayName, quoted: true)} <{address.Address}>";

    private static string Encode(string text, bool quoted = false)
    {
        if (text.All(c => c is >= ' ' and <= '~' and not '"' and not '\\') && text.Length <= LongestLine)
        {
            return quoted ? $"\"{text}\"" : text;
        }

        var words = new List<string>();
        var word = new List<byte>();
        var bytes = new byte[4];
        foreach (var rune in text.EnumerateRunes())
        {
            var count = rune.EncodeToUtf8(bytes);
            if (word.Count + count > BytesOfWord)
            {
                words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
                word.Clear();
            }

            word.AddRange(bytes[..count]);
        }

        words.Add($"=?utf-8?B?{Convert.ToBase64String([.. word])}?=");
        return string.Join("\r\n ", words);
    }

    private static string QuotedPrintable(string text) =>
        string.Join("\r\n", text.ReplaceLineEndings("\n").Split('\n').Select(QuotedPrintableLine));

    private static string QuotedPrintableLine(string line)
    {
        var encoded = new StringBuilder();
        var width = 0;
        var bytes = Encoding.UTF8.GetBytes(line);
        for (var i = 0; i < bytes.Length; i++)
        {
            var isLast = i == bytes.Length - 1;
            var plain = bytes[i] is >= (byte)'!' and <= (byte)'~' and not (byte)'=' || (bytes[i] is (byte)' ' or (byte)'\t' && !isLast);
            var token = plain ? ((char)bytes[i]).ToString() : $"={bytes[i]:X2}";
            if (width + token.Length > LongestLine - 1)
            {
                encoded.Append("=\r\n");
                width = 0;
            }

            encoded.Append(token);
            width += token.Length;
        }

        return encoded.ToString();
    }
}
