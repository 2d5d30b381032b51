namespace Kube.ApiServer.Admission;

/// <summary>
/// The plugins to run: those on by default and those enabled, without those disabled; in the table's order, whatever the flags'.
/// </summary>
internal sealed record AdmissionSelection(IReadOnlyList<string> Enabled, IReadOnlyList<string> Disabled)
{
    /// <exception cref="FormatException">A name is unknown, in both flags, or of a plugin this server does not have.</exception>
    public IReadOnlyList<AdmissionPlugin> From(IReadOnlyList<AdmissionPlugin> known)
    {
        Check("enable-admission-plugins", Enabled, known);
        Check("disable-admission-plugins", Disabled, known);
        var both = Enabled.Intersect(Disabled).Order(StringComparer.Ordinal).ToList();
        if (both.Count > 0) throw new FormatException($"[{string.Join(' ', both)}] in enable-admission-plugins and disable-admission-plugins overlapped");
        return [.. known.Where(plugin => Enabled.Contains(plugin.Name) || (plugin.OnByDefault && !Disabled.Contains(plugin.Name)))];
    }

    private static void Check(string flag, IReadOnlyList<string> names, IReadOnlyList<AdmissionPlugin> known)
    {
        foreach (var name in names)
        {
            var plugin = known.FirstOrDefault(plugin => plugin.Name == name) ?? throw new FormatException($"{flag} plugin \"{name}\" is unknown");
            if (flag[0] == 'e' && plugin is { OnByDefault: false, Create: null }) throw new FormatException($"{flag} plugin \"{name}\" is not supported by this server");
        }
    }
}
