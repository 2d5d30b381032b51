namespace Kube.ApiServer.Authentication.Certificates;

/// <summary>The headers a front proxy speaks in: those of the flags to be read, those and the customary ones to be removed.</summary>
internal sealed class FrontProxyHeaders(FrontProxyOptions options)
{
    private const string CustomaryPrefix = "X-Remote-";

    private static readonly string[] Customary = ["X-Remote-User", "X-Remote-Uid", "X-Remote-Group"];

    private readonly string[] _names = [.. Customary, .. options.UsernameHeaders, .. options.UidHeaders, .. options.GroupHeaders];
    private readonly string[] _prefixes = [$"{CustomaryPrefix}Extra-", .. options.ExtraHeaderPrefixes];

    /// <returns>Null when they name no user.</returns>
    public UserInfo? Read(IHeaderDictionary headers)
    {
        var name = First(headers, options.UsernameHeaders);
        if (name.Length == 0) return null;
        var extra = new Dictionary<string, IReadOnlyList<string>>();
        foreach (var (header, values) in headers)
        {
            var prefix = options.ExtraHeaderPrefixes.FirstOrDefault(prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
            if (prefix is null) continue;
            var key = ExtraKey.Of(header[prefix.Length..]);
            extra[key] = [.. extra.GetValueOrDefault(key) ?? [], .. values.Select(value => value ?? "")];
        }
        var groups = options.GroupHeaders.SelectMany(header => headers[header]).Where(group => !string.IsNullOrEmpty(group)).Select(group => group!);
        return new UserInfo(name, [.. groups]) { Uid = First(headers, options.UidHeaders), Extra = extra };
    }

    /// <summary>Nothing behind may take a header for something that was checked.</summary>
    public void RemoveFrom(IHeaderDictionary headers)
    {
        foreach (var name in _names) headers.Remove(name);
        List<string>? extras = null;
        foreach (var (header, _) in headers)
        {
            foreach (var prefix in _prefixes)
            {
                if (header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) (extras ??= []).Add(header);
            }
        }
        extras?.ForEach(header => headers.Remove(header));
    }

    /// <summary>The first value of the first header that is there.</summary>
    private static string First(IHeaderDictionary headers, IReadOnlyList<string> names) =>
        names.Select(name => headers[name] is [{ } value, ..] ? value : "").FirstOrDefault(value => value.Length > 0) ?? "";
}
