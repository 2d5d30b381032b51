using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Admission.Configuration;

/// <summary>A typed configuration whose fields are all known: what upstream's strict decoder makes sure of.</summary>
internal sealed record ConfigurationFile(JsonMap Content, string Kind)
{
    private string? _name;

    private string Name => _name ?? Kind;

    /// <exception cref="FormatException">It is of another kind or version.</exception>
    public static ConfigurationFile Expect(JsonMap content, IReadOnlyList<string> versions, string kind)
    {
        if (content.Text("kind") != kind || !versions.Contains(content.Text("apiVersion")))
            throw new FormatException($"no kind \"{content.Text("kind")}\" is registered for version \"{content.Text("apiVersion")}\": expected {kind} of {string.Join(", ", versions)}");
        return new ConfigurationFile(content, kind);
    }

    /// <exception cref="FormatException">It has another field.</exception>
    public void Allow(params ReadOnlySpan<string> fields)
    {
        foreach (var (field, _) in Content)
        {
            if (field is not ("apiVersion" or "kind" or "metadata") && !fields.Contains(field)) throw new FormatException($"strict decoding error: unknown field \"{(Name == Kind ? "" : Name + ".")}{field}\"");
        }
    }

    /// <summary>The objects of a list within it.</summary>
    public IEnumerable<ConfigurationFile> Items(string field) => Content.Maps(field).Select((item, index) => new ConfigurationFile(item, Kind) { _name = $"{(Name == Kind ? "" : Name + ".")}{field}[{index}]" });

    /// <summary>An object within it, empty when it is not there.</summary>
    public ConfigurationFile Section(string field) => new(Content.Part(field), Kind) { _name = Name == Kind ? field : $"{Name}.{field}" };
}
