using Kube.ApiServer.Patching.FieldOwnership;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Patching.FieldOwnership;

public class ScaleOwnershipTests
{
    private static readonly ScaleOwnership Scale = new("apps/v1", new Dictionary<string, string?> { ["apps/v1"] = "spec.replicas", ["apps/v1beta1"] = null });

    [Fact]
    public void ToScale_Managers_AreThoseOfTheReplicas()
    {
        var scale = Scale.ToScale(List(
            Entry("one", "Apply", "apps/v1", "{'f:spec':{'f:replicas':{},'f:selector':{}}}"),
            Entry("two", "Update", "apps/v1", "{'f:spec':{'f:selector':{}}}"),
            Entry("three", "Update", "apps/v1", "{'f:spec':{'f:replicas':{}}}", ",'subresource':'scale'"),
            Entry("old", "Update", "apps/v0", "{'f:spec':{'f:replicas':{}}}")));

        AssertEqual(
            [Entry("one", "Apply", "autoscaling/v1", "{'f:spec':{'f:replicas':{}}}"), Entry("three", "Update", "autoscaling/v1", "{'f:spec':{'f:replicas':{}}}", ",'subresource':'scale'")],
            scale);
    }

    [Fact]
    public void ToParent_NewOwner_TakesTheReplicasFromTheOthers()
    {
        var parent = Scale.ToParent(
            List(Entry("one", "Apply", "apps/v1", "{'f:spec':{'f:replicas':{},'f:selector':{}}}"), Entry("gone", "Update", "apps/v0", "{'f:spec':{'f:x':{}}}")),
            List(Entry("scaler", "Update", "autoscaling/v1", "{'f:spec':{'f:replicas':{}}}", ",'subresource':'scale'")));

        AssertEqual(
            [
                Entry("one", "Apply", "apps/v1", "{'f:spec':{'f:selector':{}}}"),
                Entry("scaler", "Update", "apps/v1", "{'f:spec':{'f:replicas':{}}}", ",'subresource':'scale'", time: false),
            ],
            parent);
    }

    [Fact]
    public void ToParent_OwnerOfNothingElse_Goes()
    {
        var parent = Scale.ToParent(
            List(Entry("one", "Apply", "apps/v1", "{'f:spec':{'f:replicas':{}}}")),
            List(Entry("scaler", "Apply", "autoscaling/v1", "{'f:spec':{'f:replicas':{}}}", ",'subresource':'scale'")));

        AssertEqual([Entry("scaler", "Apply", "apps/v1", "{'f:spec':{'f:replicas':{}}}", ",'subresource':'scale'", time: false)], parent);
    }

    [Fact]
    public void ToParent_OwnersUnchanged_StayAsTheyWere()
    {
        JsonMap[] before =
        [
            Entry("one", "Apply", "apps/v1", "{'f:spec':{'f:replicas':{},'f:selector':{}}}"),
            Entry("two", "Update", "apps/v1", "{'f:spec':{'f:replicas':{}}}"),
        ];

        AssertEqual(before, Scale.ToParent(List(before), Scale.ToScale(List(before))));
    }

    private static JsonList List(params JsonMap[] entries) => new(entries);

    private static JsonMap Entry(string manager, string operation, string apiVersion, string fields, string subresource = "", bool time = true) => Json.Map(
        $"{{'manager':'{manager}','operation':'{operation}','apiVersion':'{apiVersion}'{(time ? ",'time':'2026-01-01T00:00:00Z'" : "")},'fieldsType':'FieldsV1','fieldsV1':{fields}{subresource}}}");

    private static void AssertEqual(JsonMap[] expected, JsonList? actual) => Assert.Equal(List(expected).ToString(), actual?.ToString());
}
