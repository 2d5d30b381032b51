using Kube.ApiServer.Kinds;

namespace Kube.ApiServer.Admission;

/// <summary>One admission plugin: named as upstream's, one file each. Used by many requests at once.</summary>
internal abstract class AdmissionStep
{
    /// <summary>The name in <c>--enable-admission-plugins</c>.</summary>
    public abstract string Name { get; }

    /// <summary>Whether it can have a say in writes of a resource. Asked once a resource; it is never called for the others.</summary>
    public abstract bool Concerns(Resource resource);

    /// <summary>Called before defaults of the server's own are prepared and before validation; may change the object.</summary>
    /// <exception cref="Errors.StatusException">Not admitted.</exception>
    public virtual void Mutate(AdmissionRequest request)
    {
    }

    /// <summary>Called with the final, valid object.</summary>
    /// <exception cref="Errors.StatusException">Not admitted.</exception>
    public virtual void Validate(AdmissionRequest request)
    {
    }

    /// <summary>For steps that must wait for something; the others decide by what is in memory.</summary>
    /// <inheritdoc cref="Mutate"/>
    public virtual ValueTask MutateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        Mutate(request);
        return default;
    }

    /// <inheritdoc cref="Validate"/>
    public virtual ValueTask ValidateAsync(AdmissionRequest request, CancellationToken cancellation)
    {
        Validate(request);
        return default;
    }
}
