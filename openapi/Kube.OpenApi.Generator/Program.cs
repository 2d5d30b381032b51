using Kube.OpenApi.Generator.Catalog;
using Kube.OpenApi.Generator.Facts;
using Kube.OpenApi.Generator.Models;

if (args is not [var facts, var catalogPath, var descriptionsPath])
{
    Console.Error.WriteLine("usage: Kube.OpenApi.Generator FACTS-FOLDER CATALOG-OUT DESCRIPTIONS-OUT");
    return 2;
}

try
{
    var package = ModelPackage.Load();
    var catalog = CatalogBuilder.Build(FactTables.Read(facts), package);
    CatalogWriter.Write(catalogPath, catalog);
    DescriptionWriter.Write(descriptionsPath, catalog, XmlDescriptions.Load(package.DocumentationPath));
    return 0;
}
catch (FactException error)
{
    Console.Error.WriteLine($"{facts}: error KUBE0001: {error.Message}");
    return 1;
}
