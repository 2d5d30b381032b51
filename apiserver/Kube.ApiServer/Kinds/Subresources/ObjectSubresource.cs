namespace Kube.ApiServer.Kinds.Subresources;

/// <summary>
/// The same object seen through other rules: status, ephemeralcontainers, resize, finalize. Its strategy's
/// PrepareForUpdate puts back every part of the old object this subresource may not change.
/// </summary>
internal sealed class ObjectSubresource : Subresource
{
    public required KindStrategy Strategy { get; init; }

    public Verb Allowed { get; init; } = Verb.Change;

    public override Verb Verbs => Allowed;
}
