using Kube.ApiServer.Kinds;
using Kube.OpenApi.Json;

namespace Kube.ApiServer.Tests.Kinds;

public class BuiltInResourcesTests
{
    public static IEnumerable<object[]> All => BuiltInResources.All.Where(resource => resource.IsStored).Select(resource => new object[] { resource.Group, resource.Plural });

    [Theory]
    [MemberData(nameof(All))]
    public void Table_EmptyObject_HasACellForEachColumn(string group, string plural)
    {
        var table = BuiltInResources.Named(group, plural).Table;

        Assert.Equal(table.Columns.Count, table.Cells(new JsonMap()).Length);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void SetDefaults_Twice_IsTheSameAsOnce(string group, string plural)
    {
        var strategy = BuiltInResources.Named(group, plural).Strategy;
        var obj = new JsonMap();
        strategy.SetDefaults(obj);
        var once = obj.DeepClone();

        strategy.SetDefaults(obj);

        Assert.True(JsonValues.DeepEquals(once, obj), $"{once} became {obj}");
    }
}
