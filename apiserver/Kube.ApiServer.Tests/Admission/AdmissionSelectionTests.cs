using Kube.ApiServer.Admission;

namespace Kube.ApiServer.Tests.Admission;

public sealed class AdmissionSelectionTests
{
    [Fact]
    public void From_NoFlags_RunsUpstreamsDefaultsInOrder()
    {
        var names = Select([], []);

        Assert.Equal("NamespaceLifecycle", names[0]);
        Assert.Equal("ResourceQuota", names[^1]);
        Assert.True(names.ToList().IndexOf("LimitRanger") < names.ToList().IndexOf("ServiceAccount"));
        Assert.DoesNotContain("NodeRestriction", names);
    }

    [Fact]
    public void From_EnabledAndDisabled_KeepsTheTablesOrder()
    {
        var names = Select(["AlwaysDeny", "NodeRestriction"], ["PodSecurity"]).ToList();

        Assert.Equal("AlwaysDeny", names[^1]);
        Assert.True(names.IndexOf("NodeRestriction") < names.IndexOf("TaintNodesByCondition"));
        Assert.DoesNotContain("PodSecurity", names);
    }

    [Theory]
    [InlineData("Foo", "", "enable-admission-plugins plugin \"Foo\" is unknown")]
    [InlineData("", "Foo", "disable-admission-plugins plugin \"Foo\" is unknown")]
    [InlineData("Priority", "Priority", "[Priority] in enable-admission-plugins and disable-admission-plugins overlapped")]
    [InlineData("ImagePolicyWebhook", "", "enable-admission-plugins plugin \"ImagePolicyWebhook\" is not supported by this server")]
    public void From_WrongNames_Refuses(string enabled, string disabled, string message)
    {
        var failure = Assert.Throws<FormatException>(() => Select(Names(enabled), Names(disabled)));

        Assert.Equal(message, failure.Message);
    }

    private static string[] Names(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries);

    private static IReadOnlyList<string> Select(string[] enabled, string[] disabled) =>
        [.. new AdmissionSelection(enabled, disabled).From(AdmissionPlugins.InOrder).Select(plugin => plugin.Name)];
}
