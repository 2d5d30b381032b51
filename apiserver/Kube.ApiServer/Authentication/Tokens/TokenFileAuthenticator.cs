using System.Text;

namespace Kube.ApiServer.Authentication.Tokens;

/// <summary><c>--token-auth-file</c>: lines of <c>token,user,uid,"group1,group2"</c>, read once at start.</summary>
internal sealed class TokenFileAuthenticator : ITokenAuthenticator
{
    private readonly IReadOnlyList<string> _audiences;
    private readonly Dictionary<string, UserInfo> _users = new(StringComparer.Ordinal);

    /// <param name="audiences">Those of this API, which every one of these tokens is for.</param>
    /// <exception cref="FormatException">A line with fewer than three columns.</exception>
    public TokenFileAuthenticator(IEnumerable<string> lines, IReadOnlyList<string> audiences)
    {
        _audiences = audiences;
        foreach (var line in lines.Where(line => !string.IsNullOrWhiteSpace(line) && line[0] != '#'))
        {
            var columns = Columns(line);
            if (columns.Count < 3) throw new FormatException("token file lines need a token, a user name and a user uid");
            var groups = columns.Count > 3 ? columns[3].Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries) : [];
            _users[columns[0]] = new UserInfo(columns[1], groups) { Uid = columns[2] }.Authenticated();
        }
    }

    public ValueTask<TokenIdentity?> IdentifyAsync(string token, IReadOnlyList<string> audiences, CancellationToken cancellation) =>
        new(_users.TryGetValue(token, out var user) ? TokenIdentity.ForApi(user, audiences, _audiences) : null);

    private static List<string> Columns(string line)
    {
        var columns = new List<string>();
        var column = new StringBuilder();
        var quoted = false;
        foreach (var character in line)
        {
            if (character == '"') quoted = !quoted;
            else if (character == ',' && !quoted)
            {
                columns.Add(column.ToString().Trim());
                column.Clear();
            }
            else column.Append(character);
        }
        columns.Add(column.ToString().Trim());
        return columns;
    }
}
