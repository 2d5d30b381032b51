using Kube.ApiServer.Errors;

namespace Kube.ApiServer.Patching.FieldOwnership.Managers;

/// <summary>An apply that was not forced met fields of others.</summary>
internal sealed class ApplyConflictException(IReadOnlyList<Conflict> conflicts) : Exception
{
    public IReadOnlyList<Conflict> Conflicts { get; } = conflicts;

    public StatusException ToStatus() => new(new Status(409, "Conflict", Describe(), new StatusDetails
    {
        Causes = [.. Conflicts.Select(conflict => new StatusCause("FieldManagerConflict", $"conflict with {conflict.Manager}", conflict.Field))],
    }));

    private string Describe()
    {
        if (Conflicts is [var only]) return $"Apply failed with 1 conflict: conflict with {only.Manager}: {only.Field}";
        var lines = Conflicts.GroupBy(conflict => conflict.Manager).OrderBy(manager => manager.Key)
            .SelectMany(manager => manager.Select(conflict => $"- {conflict.Field}").Prepend($"conflicts with {manager.Key}:"));
        return $"Apply failed with {Conflicts.Count} conflicts: {string.Join('\n', lines)}";
    }
}
