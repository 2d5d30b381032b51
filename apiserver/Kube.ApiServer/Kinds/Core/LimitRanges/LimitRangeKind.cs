namespace Kube.ApiServer.Kinds.Core.LimitRanges;

internal static class LimitRangeKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "LimitRange",
        Plural = "limitranges",
        ShortNames = ["limits"],
        Type = Types.Of("", "v1", "LimitRange"),
        Strategy = new LimitRangeStrategy(),
    };
}
