using Kube.ApiServer.Caching;
using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Authorization.Rbac;

/// <summary>A role binding or cluster role binding, read once for each of its states.</summary>
internal sealed record BindingFacts(string RoleKind, string RoleName, IReadOnlyList<BindingSubject> Subjects)
{
    private static readonly object Slot = new();

    public static BindingFacts Of(CachedObject binding) => binding.GetOrDerive(Slot, static state => Read((JsonMap)JsonReader.Read(state.Json.Span)!));

    private static BindingFacts Read(JsonMap binding)
    {
        var role = binding.Part("roleRef");
        return new BindingFacts(role.Text("kind"), role.Text("name"),
            [.. binding.Maps("subjects").Select(subject => new BindingSubject(subject.Text("kind"), subject.Text("namespace"), subject.Text("name")))]);
    }
}
