using FsCheck;
using FsCheck.Fluent;

namespace HostedAuth.Server.Tests.Attacks;

/// <summary>A request that its endpoint takes.</summary>
/// <param name="Method">Parameters of a GET stand in its address, those of others in a form.</param>
/// <param name="Path">Below the pool's address.</param>
/// <param name="Parameters">Not encoded.</param>
/// <param name="Headers">As they are sent.</param>
/// <param name="Json">The members of a body that is JSON, which takes the place of the form; or null.</param>
internal sealed record RightRequest(
    string Method,
    string Path,
    IReadOnlyList<(string Name, string? Value)> Parameters,
    IReadOnlyList<(string Name, string Value)> Headers,
    IReadOnlyList<(string Name, string Json)>? Json = null)
{
    public OddRequest Odd(Bending bending)
    {
        var parameters = Parameters.Where(one => one.Value is not null).Select(one => (one.Name, Value: Uri.EscapeDataString(one.Value!))).ToList();
        var headers = Headers.ToList();
        foreach (var change in bending.Changes)
        {
            Bend(change.IsOfHeader ? headers : parameters, change);
        }

        var encoded = string.Join('&', parameters.Select(one => $"{one.Name}={one.Value}"));
        if (Json is not null)
        {
            var members = Json.Where(one => bending.Members.All(other => other.Name != one.Name)).Concat(bending.Members);
            return new(Method, encoded, OddMetadata.Write(members), "application/json", headers);
        }

        return Method is "GET" or "DELETE"
            ? new(Method, encoded, null, "", headers)
            : new(Method, "", encoded, "application/x-www-form-urlencoded", headers);
    }

    private static void Bend(List<(string Name, string Value)> all, Change change)
    {
        if (change.Kind is ChangeKind.Add || all.Count == 0)
        {
            all.Add((change.Name, change.Value));
            return;
        }

        var at = change.Which % all.Count;
        var (name, value) = all[at];
        switch (change.Kind)
        {
            case ChangeKind.Drop:
                all.RemoveAt(at);
                break;
            case ChangeKind.Double:
                all.Add(all[at]);
                break;
            case ChangeKind.Cut:
                all[at] = (name, value[..(value.Length / 2)]);
                break;
            default:
                all[at] = (name, change.Value);
                break;
        }
    }
}

internal enum ChangeKind
{
    Replace,
    Add,
    Drop,
    Double,
    Cut,
}

/// <summary>One change of a request's parameters or headers.</summary>
/// <param name="IsOfHeader">Else it is of a parameter.</param>
/// <param name="Kind">What is done.</param>
/// <param name="Which">To which of them, counted around.</param>
/// <param name="Name">Of one that is added.</param>
/// <param name="Value">Of one that is added or replaced; encoded already, and sometimes wrongly.</param>
internal sealed record Change(bool IsOfHeader, ChangeKind Kind, int Which, string Name, string Value);

/// <summary>All that is changed about a right request.</summary>
/// <param name="Jwt">What is changed about every JWT in it, before it is signed.</param>
/// <param name="Changes">What is changed about it afterwards.</param>
/// <param name="Members">What is said beside, or instead of, the members of its JSON.</param>
internal sealed record Bending(JwtBend Jwt, IReadOnlyList<Change> Changes, IReadOnlyList<(string Name, string Json)> Members)
{
    public static Bending None { get; } = new(JwtBend.None, [], []);

    /// <summary>Where there is a JWT, or JSON, that is mostly what is bent.</summary>
    public static Gen<Bending> Any { get; } =
        from jwt in Gen.Frequency((3, JwtBend.Any), (1, Gen.Constant(JwtBend.None)))
        from count in Gen.Frequency((3, Gen.Constant(0)), (2, Gen.Constant(1)), (1, Gen.Constant(2)))
        from changes in OddRequest.Change.ArrayOf(count)
        from members in OddMetadata.Members(ofClient: true)
        select new Bending(jwt, changes, members);

    /// <summary>Where there is neither.</summary>
    public static Gen<Bending> Plain { get; } =
        from count in Gen.Choose(1, 2)
        from changes in OddRequest.Change.ArrayOf(count)
        select new Bending(JwtBend.None, changes, []);
}
