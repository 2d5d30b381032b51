using k8s.Models;

namespace Kube.Kubelet.Options;

internal static class TaintText
{
    private static readonly string[] Effects = ["NoSchedule", "PreferNoSchedule", "NoExecute"];

    /// <summary>Reads <c>key=value:effect</c> or <c>key:effect</c>.</summary>
    /// <exception cref="InvalidDataException">It is neither.</exception>
    public static V1Taint Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !Effects.Contains(text[(colon + 1)..]))
            throw new InvalidDataException($"invalid taint spec: {text}, it must be <key>=<value>:<effect> with the effect one of {string.Join(", ", Effects)}");
        var key = text[..colon].Split('=', 2);
        return new V1Taint { Key = key[0], Value = key.ElementAtOrDefault(1), Effect = text[(colon + 1)..] };
    }
}
