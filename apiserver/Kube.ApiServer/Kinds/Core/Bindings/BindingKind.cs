namespace Kube.ApiServer.Kinds.Core.Bindings;

/// <summary>The scheduler's decision posted beside pods instead of below one: upstream's LegacyBindingREST.</summary>
internal static class BindingKind
{
    public static Resource Resource { get; } = new()
    {
        Group = "",
        Kind = "Binding",
        Plural = "bindings",
        Verbs = Verb.Create,
        Type = Types.Of("", "v1", "Binding"),
        Review = new BindingAnswer(),
    };
}
