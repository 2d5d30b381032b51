using Kube.OpenApi.Json;

namespace Kube.ApiServer.Kinds;

/// <summary>A resource that stores nothing: a POST asks a question and gets it back answered.</summary>
internal abstract class Review
{
    public abstract ValueTask<JsonMap> AnswerAsync(JsonMap question, ReviewContext context, CancellationToken cancellation);
}
