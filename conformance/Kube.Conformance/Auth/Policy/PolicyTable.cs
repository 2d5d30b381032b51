namespace Kube.Conformance.Auth.Policy;

/// <summary>
/// What upstream's bootstrap policy allows, from <c>policy.tsv</c> beside this file. That was calculated from the roles and bindings of an
/// upstream server by the rules of RBAC and of the Node authorizer, not taken from any server's answers.
/// </summary>
public sealed class PolicyTable
{
    private static readonly Dictionary<string, char> Letters = new()
    {
        ["create"] = 'c', ["delete"] = 'd', ["deletecollection"] = 'D', ["get"] = 'g', ["list"] = 'l', ["patch"] = 'p', ["update"] = 'u', ["watch"] = 'w',
    };

    private readonly Dictionary<(string Group, string Resource), string[]> _rows = [];
    private readonly List<string> _users;

    private PolicyTable(IEnumerable<string> users) => _users = [.. users];

    /// <summary>Of whom the table speaks.</summary>
    public IReadOnlyList<string> Users => _users;

    /// <summary>The paths that are no resources.</summary>
    public IEnumerable<string> Paths => _rows.Keys.Where(row => row.Group == "path").Select(row => row.Resource);

    public static PolicyTable Read()
    {
        var lines = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Auth", "Policy", "policy.tsv"))
            .Where(line => !line.StartsWith('#')).Select(line => line.Split('\t')).ToList();
        var table = new PolicyTable(lines[0][2..]);
        foreach (var line in lines.Skip(1)) table._rows.Add((line[0], line[1]), line[2..]);
        return table;
    }

    public bool Knows(string group, string resource) => _rows.ContainsKey((group, resource));

    public bool Allows(string user, string group, string resource, string verb) =>
        Letters.TryGetValue(verb, out var letter) && _rows[(group, resource)][_users.IndexOf(user)].Contains(letter, StringComparison.Ordinal);
}
