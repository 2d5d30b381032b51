using Kube.ApiServer.Patching;

namespace Kube.ApiServer.Tests.Patching;

public class GoFormatTests
{
    [Fact]
    public void Value_Object_PrintsAsGoDoes()
    {
        var value = Json.Map("{'spec':{'replicas':'two','n':1,'f':1.5,'b':true,'z':null},'l':[1,'x',{}]}");

        Assert.Equal("map[l:[1 x map[]] spec:map[b:true f:1.5 n:1 replicas:two z:<nil>]]", GoFormat.Value(value));
    }
}
