using k8s;
using Kube.Machinery;
using Kube.Machinery.Clients;
using Kube.Machinery.LeaderElection;
using Microsoft.Extensions.Logging;

namespace Kube.Controllers.Hosting;

/// <summary>One of the programs in this process, with its own identity and its own lease in kube-system.</summary>
internal sealed class ElectedProgram(
    string name, string kubeconfig, LeaderElectionSettings election, TimeProvider time, ILogger logger)
{
    /// <summary>Runs the job whenever this process leads, until cancelled. After a lost leadership it competes again.</summary>
    public async Task RunAsync(Func<IKubernetes, CancellationToken, Task> job, CancellationToken cancellationToken)
    {
        using var kubernetes = KubernetesClients.FromKubeconfig(kubeconfig, name, time);
        var client = new ApiClient(kubernetes);
        await client.WaitUntilReadyAsync(time, cancellationToken);
        if (!election.Enabled)
        {
            await job(kubernetes, cancellationToken);
            return;
        }

        var options = new LeaderElectionOptions(new ObjectKey("kube-system", name), LeaderElectionOptions.NewIdentity())
        {
            LeaseDuration = election.LeaseDuration,
            RenewDeadline = election.RenewDeadline,
            RetryPeriod = election.RetryPeriod,
        };
        var elector = new LeaderElector(client, options, time, logger);
        while (!cancellationToken.IsCancellationRequested)
            await elector.RunAsync(leading => job(kubernetes, leading), cancellationToken);
    }
}
