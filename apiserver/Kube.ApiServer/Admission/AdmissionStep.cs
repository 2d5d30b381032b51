namespace Kube.ApiServer.Admission;

/// <summary>One admission plugin: named as upstream's, one file each. It looks at the requests it cares for and ignores the rest.</summary>
internal abstract class AdmissionStep
{
    /// <summary>The name in <c>--enable-admission-plugins</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Called before defaults of the server's own are prepared and before validation; may change the object.</summary>
    /// <exception cref="Errors.StatusException">Not admitted.</exception>
    public virtual ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation) => default;

    /// <summary>Called with the final, valid object.</summary>
    /// <exception cref="Errors.StatusException">Not admitted.</exception>
    public virtual ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellation) => default;
}
