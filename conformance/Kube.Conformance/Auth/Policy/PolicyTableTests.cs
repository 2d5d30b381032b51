using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using k8s;
using k8s.Models;
using Kube.Conformance.Support;

namespace Kube.Conformance.Auth.Policy;

/// <summary>For every served resource and verb, and everybody of <see cref="PolicyTable"/>, the answer that upstream's bootstrap policy gives.</summary>
public sealed class PolicyTableTests(NamespaceFixture fixture) : NamespacedTests(fixture)
{
    private static readonly PolicyTable Table = PolicyTable.Read();

    [Fact]
    public async Task Served_Resources_AreInTheTable() =>
        Assert.Empty((await ServedAsync()).Where(served => !Table.Knows(served.Group, served.Resource)).Select(served => $"{served.Group} {served.Resource}"));

    [Fact]
    public async Task Everybody_May_WhatThePolicySays()
    {
        await BindAsync();
        using var client = new Kubernetes(KubernetesClientConfiguration.BuildConfigFromConfigFile(Kubectl.Kubeconfig));
        var wrong = new ConcurrentBag<string>();

        await Parallel.ForEachAsync(Questions(await ServedAsync()).ToList(), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (question, cancellation) =>
        {
            var review = new V1SubjectAccessReview { Spec = question.Spec };
            (review.Spec.User, review.Spec.Groups) = (NameOf(question.User), GroupsOf(question.User));
            var allowed = (await client.AuthorizationV1.CreateSubjectAccessReviewAsync(review, cancellationToken: cancellation)).Status.Allowed;
            if (allowed != Table.Allows(question.User, question.Group, question.Resource, question.Verb))
                wrong.Add($"{question.User}: {question.Verb} {question.Group} {question.Resource}: {(allowed ? "allowed" : "refused")}");
        });

        Assert.Empty(wrong.Order(StringComparer.Ordinal));
    }

    private IEnumerable<Question> Questions(IEnumerable<Served> served)
    {
        foreach (var user in Table.Users)
        {
            foreach (var resource in served.Where(resource => Table.Knows(resource.Group, resource.Resource)))
            {
                foreach (var verb in resource.Verbs) yield return new Question(user, resource.Group, resource.Resource, verb, Spec(resource, verb));
            }
            foreach (var path in Table.Paths)
                yield return new Question(user, "path", path, "get", new V1SubjectAccessReviewSpec { NonResourceAttributes = new V1NonResourceAttributes { Path = path, Verb = "get" } });
        }
    }

    private V1SubjectAccessReviewSpec Spec(Served served, string verb)
    {
        var parts = served.Resource.Split('/', 2);
        return new V1SubjectAccessReviewSpec
        {
            ResourceAttributes = new V1ResourceAttributes
            {
                Group = served.Group == "core" ? "" : served.Group,
                Resource = parts[0],
                Subresource = parts.Length > 1 ? parts[1] : "",
                NamespaceProperty = served.Namespaced ? Kubectl.Namespace : "",
                Verb = verb,
            },
        };
    }

    /// <summary>Gives the users their roles, once the aggregated ones hold their rules.</summary>
    private async Task BindAsync()
    {
        foreach (var role in (string[])["admin", "edit", "view"])
        {
            await Eventually.IsAsync($"{role} is aggregated", () => Kubectl.GetPathAsync("{.rules[*].resources}", "clusterrole", role), rules => rules.Contains("deployments", StringComparison.Ordinal));
            await Kubectl.RunAsync("create", "rolebinding", role, $"--clusterrole={role}", $"--user={NameOf(role)}");
        }
        await Kubectl.RunAsync("create", "clusterrolebinding", NameOf("cluster-admin"), "--clusterrole=cluster-admin", $"--user={NameOf("cluster-admin")}");
    }

    private string NameOf(string user) => user switch
    {
        "node" => $"system:node:{Kubectl.Namespace}",
        "service account" => $"system:serviceaccount:{Kubectl.Namespace}:nobody",
        "anonymous" => "system:anonymous",
        _ => $"{Kubectl.Namespace}-{user}",
    };

    private string[] GroupsOf(string user) => user switch
    {
        "node" => ["system:nodes", "system:authenticated"],
        "service account" => ["system:serviceaccounts", $"system:serviceaccounts:{Kubectl.Namespace}", "system:authenticated"],
        "anonymous" => ["system:unauthenticated"],
        _ => ["system:authenticated"],
    };

    /// <summary>What the server says it serves in the groups of Kubernetes itself; custom resources of other tests are not meant.</summary>
    private async Task<List<Served>> ServedAsync()
    {
        var versions = new List<(string Group, string Path)> { ("core", "/api/v1") };
        foreach (var group in JsonNode.Parse(await Kubectl.RunAsync("get", "--raw", "/apis"))!["groups"]!.AsArray())
        {
            var name = (string)group!["name"]!;
            if (name.Contains('.', StringComparison.Ordinal) && !name.EndsWith(".k8s.io", StringComparison.Ordinal)) continue;
            versions.AddRange(group["versions"]!.AsArray().Select(version => (name, $"/apis/{(string)version!["groupVersion"]!}")));
        }
        var served = new List<Served>();
        foreach (var (group, path) in versions)
        {
            var resources = JsonNode.Parse(await Kubectl.RunAsync("get", "--raw", path))!["resources"]!.AsArray();
            served.AddRange(resources.Select(resource => new Served(group, (string)resource!["name"]!, (bool)resource["namespaced"]!, [.. resource["verbs"]!.AsArray().Select(verb => (string)verb!)])));
        }
        return served;
    }

    private sealed record Served(string Group, string Resource, bool Namespaced, string[] Verbs);

    private sealed record Question(string User, string Group, string Resource, string Verb, V1SubjectAccessReviewSpec Spec);
}
