using System.Diagnostics.CodeAnalysis;
using Kube.Machinery.Selectors;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds.Rules;

/// <summary>An object's labels, for selectors to match.</summary>
internal readonly struct JsonLabels(JsonMap? labels) : ILabels
{
    public bool TryGet(string key, [MaybeNullWhen(false)] out string value) => (value = labels?.String(key)) is not null;
}
