using System.Text;
using k8s.Models;
using Kube.Controllers.Hosting;
using Kube.Controllers.RootCertificates;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.Informers;
using Kube.Machinery.Reconcilers;
using Kube.Machinery.Tokens;
using Kube.Machinery.WorkQueues;

namespace Kube.Controllers.ServiceAccounts;

/// <summary>
/// Fills secrets of type <c>kubernetes.io/service-account-token</c> with a token of their account, and deletes those whose account is
/// gone: upstream's <c>pkg/controller/serviceaccount/tokens_controller.go</c>. Without a key to sign with it does nothing.
/// </summary>
internal sealed class ServiceAccountTokenController : IController, IReconciler
{
    public const string Name = "serviceaccount-token-controller";

    private readonly SecretTokens? _tokens;
    private readonly RootAuthority? _authority;
    private readonly RateLimitingQueue<ObjectKey> _queue;
    private readonly ObjectCache<V1Secret> _secrets;
    private readonly ResourceClient<V1Secret> _secretClient;
    private readonly ResourceClient<V1ServiceAccount> _accountClient;
    private readonly ReconcilerHost _host;

    public ServiceAccountTokenController(ControllerContext context)
    {
        _tokens = context.Options.ServiceAccountPrivateKeyFile is { } key ? new SecretTokens(SigningKeys.Read(key)) : null;
        _authority = RootAuthority.Of(context.Options.RootCaFile, context.Time);
        _queue = context.NewQueue();
        _secretClient = new ResourceClient<V1Secret>(context.Client);
        _accountClient = new ResourceClient<V1ServiceAccount>(context.Client);
        _secrets = context.Informers.For<V1Secret>($"type={TokenSecretContent.Type}").Handle(secret => _queue.Add(ObjectKey.Of(secret))).Cache;
        context.Informers.For<V1ServiceAccount>().Handle(new InformerHandler<V1ServiceAccount> { Deleted = WakeSecretsOf });
        _host = context.Host(Name, _queue, this);
    }

    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_host.RunAsync(cancellationToken), _authority?.FollowAsync(WakeAll, cancellationToken) ?? Task.CompletedTask);

    public async Task<ReconcileResult> ReconcileAsync(ObjectKey key, CancellationToken cancellationToken)
    {
        if (_tokens is null || _secrets.Get(key) is not { } secret || secret.Metadata.DeletionTimestamp is not null)
            return ReconcileResult.Done;
        // Asked of the server: the account may be newer than the cache.
        var account = await _accountClient.FindAsync(new ObjectKey(key.Namespace, TokenSecretContent.AccountOf(secret)), cancellationToken);
        if (account is null || !TokenSecretContent.IsFor(secret, account))
            await DeleteAsync(secret, cancellationToken);
        else if (secret.DeepCopy() is var filled && TokenSecretContent.Fill(filled, account, Authority(), () => _tokens.Issue(account, key.Name)))
            await UpdateAsync(filled, cancellationToken);
        return ReconcileResult.Done;
    }

    private byte[]? Authority() => _authority is null ? null : Encoding.UTF8.GetBytes(_authority.Text);

    private async Task UpdateAsync(V1Secret secret, CancellationToken cancellationToken)
    {
        try
        {
            await _secretClient.UpdateAsync(secret, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsConflict || failure.IsNotFound)
        {
            // Whoever changed it brings it here again.
        }
    }

    private async Task DeleteAsync(V1Secret secret, CancellationToken cancellationToken)
    {
        try
        {
            await _secretClient.DeleteAsync(
                ObjectKey.Of(secret), new V1DeleteOptions { Preconditions = new V1Preconditions { Uid = secret.Metadata.Uid } }, cancellationToken);
        }
        catch (ApiException failure) when (failure.IsConflict || failure.IsNotFound)
        {
            // It is gone already; one of the same name is another secret.
        }
    }

    private void WakeAll()
    {
        foreach (var secret in _secrets.List()) _queue.Add(ObjectKey.Of(secret));
    }

    private void WakeSecretsOf(V1ServiceAccount account)
    {
        foreach (var secret in _secrets.List())
        {
            if (secret.Metadata.NamespaceProperty == account.Metadata.NamespaceProperty && TokenSecretContent.AccountOf(secret) == account.Metadata.Name)
                _queue.Add(ObjectKey.Of(secret));
        }
    }
}
