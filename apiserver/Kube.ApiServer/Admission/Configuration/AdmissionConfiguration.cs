using Kube.ApiServer.Errors;
using Kube.ApiServer.Http.Body;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Configuration;

/// <summary>
/// What <c>--admission-control-config-file</c> says of each plugin: apiserver.config.k8s.io/v1 AdmissionConfiguration, read as
/// strictly as upstream does. A plugin's part stands in the file or in one that it names.
/// </summary>
internal sealed class AdmissionConfiguration
{
    private readonly Dictionary<string, JsonMap> _plugins = new(StringComparer.Ordinal);

    public static AdmissionConfiguration Empty { get; } = new();

    /// <summary>Null when nothing is said of the plugin.</summary>
    public JsonMap? Of(string plugin) => _plugins.GetValueOrDefault(plugin);

    /// <exception cref="FormatException">The file, or one it names, cannot be read or is no such configuration.</exception>
    public static AdmissionConfiguration Load(string? path)
    {
        if (path is null) return Empty;
        var file = ConfigurationFile.Expect(Parse(path), ["apiserver.config.k8s.io/v1", "apiserver.k8s.io/v1alpha1"], "AdmissionConfiguration");
        file.Allow("plugins");
        var configuration = new AdmissionConfiguration();
        foreach (var plugin in file.Content.Maps("plugins")) configuration.Add(plugin, Path.GetDirectoryName(Path.GetFullPath(path))!);
        return configuration;
    }

    private void Add(JsonMap plugin, string folder)
    {
        var content = plugin.Map("configuration") ?? (plugin.Text("path") is { Length: > 0 } path ? Parse(Path.Combine(folder, path)) : null);
        if (content is not null) _plugins.TryAdd(plugin.Text("name"), content);
    }

    private static JsonMap Parse(string path)
    {
        try
        {
            return YamlReader.Read(File.ReadAllBytes(path)) as JsonMap ?? throw new FormatException($"{path} holds no configuration");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or StatusException)
        {
            throw new FormatException($"failed to read plugin config: unable to read admission control configuration from \"{path}\" [{failure.Message}]");
        }
    }
}
