using System.Text;
using Kube.ApiServer.Errors;
using Kube.OpenApi.Json;
using Microsoft.Extensions.Primitives;

namespace Kube.ApiServer.Authentication.Impersonating;

/// <summary>The <c>Impersonate-*</c> headers.</summary>
internal static class ImpersonationHeaders
{
    private const string UserHeader = "Impersonate-User";
    private const string GroupHeader = "Impersonate-Group";
    private const string UidHeader = "Impersonate-Uid";
    private const string ExtraPrefix = "Impersonate-Extra-";

    /// <summary>Takes the headers off a request, so that nothing behind sees them.</summary>
    /// <returns>Just what they ask for; null without any.</returns>
    /// <exception cref="StatusException">400 when they name no user.</exception>
    public static UserInfo? Take(IHeaderDictionary headers)
    {
        var extras = headers.Keys.Where(name => name.StartsWith(ExtraPrefix, StringComparison.OrdinalIgnoreCase)).ToList();
        var (name, uid, groups) = (First(headers[UserHeader]), First(headers[UidHeader]), headers[GroupHeader]);
        if (name.Length == 0 && extras.Count == 0 && uid.Length == 0 && groups.Count == 0) return null;
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var header in extras)
        {
            var key = ExtraKey.Of(header[ExtraPrefix.Length..]);
            extra[key] = [.. extra.GetValueOrDefault(key) ?? [], .. headers[header].Select(value => value ?? "")];
            headers.Remove(header);
        }
        var asked = new UserInfo(name, [.. groups.Select(group => group ?? "")]) { Uid = uid, Extra = extra };
        if (name.Length == 0) throw StatusException.BadRequest($"requested {Shown(asked)} without impersonating a user name");
        foreach (var header in (ReadOnlySpan<string>)[UserHeader, GroupHeader, UidHeader]) headers.Remove(header);
        return asked;
    }

    /// <summary>Of a header that is there several times the first counts.</summary>
    private static string First(StringValues values) => values is [{ } value, ..] ? value : "";

    /// <summary>As Go prints such a value.</summary>
    private static string Shown(UserInfo user)
    {
        var text = new StringBuilder($"&user.DefaultInfo{{Name:{Quoted(user.Name)}, UID:{Quoted(user.Uid)}, Groups:{List(user.Groups, isNil: user.Groups.Count == 0)}, Extra:map[string][]string");
        text.Append(user.Extra.Count == 0 ? "(nil)" : $"{{{string.Join(", ", user.Extra.OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => $"{Quoted(entry.Key)}:{List(entry.Value)}"))}}}");
        return text.Append('}').ToString();
    }

    private static string List(IEnumerable<string> values, bool isNil = false) => isNil ? "[]string(nil)" : $"[]string{{{string.Join(", ", values.Select(Quoted))}}}";

    private static string Quoted(string text) => JsonWriter.ToText(text);
}
