using Kube.Cli.Engine;

namespace Kube.Cli.Tests.Engine;

public sealed class DockerTracesTests
{
    [Fact]
    public void Removals_RulesOfDockerAndOthers_AreDockersOnly()
    {
        string[] saved =
        [
            "*nat",
            ":PREROUTING ACCEPT [0:0]",
            ":DOCKER - [0:0]",
            ":MINE - [0:0]",
            "-A PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
            "-A POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE",
            "-A POSTROUTING -s 10.0.0.0/8 -j MINE",
            "-A DOCKER -i docker0 -j RETURN",
            "COMMIT",
        ];

        Assert.Equal(
            [
                "-D PREROUTING -m addrtype --dst-type LOCAL -j DOCKER",
                "-D POSTROUTING -s 172.17.0.0/16 ! -o docker0 -j MASQUERADE",
                "-D DOCKER -i docker0 -j RETURN",
                "-X DOCKER",
            ],
            DockerTraces.Removals(saved).Select(removal => string.Join(' ', removal)));
    }
}
