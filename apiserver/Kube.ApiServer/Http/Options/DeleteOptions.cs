using Kube.ApiServer.Errors;
using Kube.ApiServer.Validation;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Http.Options;

/// <summary>meta/v1 DeleteOptions, from the body or, without one, from the query.</summary>
internal sealed record DeleteOptions
{
    private static readonly GroupKind Kind = new("meta.k8s.io", "DeleteOptions");

    public bool DryRun { get; init; }

    public long? GracePeriodSeconds { get; init; }

    /// <summary>Orphan, Background, Foreground or null.</summary>
    public string? PropagationPolicy { get; init; }

    public bool? OrphanDependents { get; init; }

    public string? PreconditionUid { get; init; }

    public string? PreconditionResourceVersion { get; init; }

    /// <exception cref="StatusException">422, worded as upstream's <c>metav1/validation.ValidateDeleteOptions</c>.</exception>
    public static DeleteOptions Parse(IQueryCollection query, JsonMap? body)
    {
        var errors = new FieldErrors();
        DeleteOptions options;
        if (body is not null)
        {
            options = new DeleteOptions
            {
                DryRun = WriteOptions.DryRunOf(body.List("dryRun")?.OfType<string>() ?? [], errors),
                GracePeriodSeconds = body.Long("gracePeriodSeconds"),
                PropagationPolicy = body.String("propagationPolicy"),
                OrphanDependents = body.Bool("orphanDependents"),
                PreconditionUid = body.Map("preconditions")?.String("uid"),
                PreconditionResourceVersion = body.Map("preconditions")?.String("resourceVersion"),
            };
            // kubectl gives dryRun in both places.
            if (query.ContainsKey("dryRun")) options = options with { DryRun = WriteOptions.DryRunOf(query["dryRun"], errors) || options.DryRun };
        }
        else
        {
            options = new DeleteOptions
            {
                DryRun = WriteOptions.DryRunOf(query["dryRun"], errors),
                GracePeriodSeconds = query.Integer("gracePeriodSeconds"),
                PropagationPolicy = query.Text("propagationPolicy") is { Length: > 0 } policy ? policy : null,
                OrphanDependents = query.OptionalFlag("orphanDependents"),
            };
        }
        options.Validate(errors);
        return options;
    }

    private void Validate(FieldErrors errors)
    {
        var policy = FieldPath.Of("propagationPolicy");
        if (OrphanDependents is not null && PropagationPolicy is not null)
        {
            errors.Invalid(policy, PropagationPolicy, "orphanDependents and deletionPropagation cannot be both set");
        }
        if (PropagationPolicy is not (null or "Foreground" or "Background" or "Orphan"))
        {
            errors.NotSupported(policy, PropagationPolicy, "Foreground", "Background", "Orphan", "nil");
        }
        errors.ThrowIfAny(Kind, "");
    }
}
