using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Kube.ApiServer.Storage.Sqlite.Migrations;

[DbContext(typeof(StoreContext))]
internal sealed class StoreContextModelSnapshot : ModelSnapshot
{
    protected override void BuildModel(ModelBuilder modelBuilder) => History.Describe(modelBuilder);
}
