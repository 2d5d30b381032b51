namespace Kube.Controllers.Hosting;

/// <summary>One control loop. It registers with the informers when it is made, before they run.</summary>
internal interface IController
{
    /// <summary>Works until cancelled. The caches are full when it starts.</summary>
    Task RunAsync(CancellationToken cancellationToken);
}
