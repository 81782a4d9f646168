using System.Globalization;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Packaging;

/// <summary>What <c>azd package</c> makes works: an order runs from the unpacked ZIP.</summary>
[Collection(QuietCollection.Name)]
public sealed class PackageTests(PackageFixture fixture) : IClassFixture<PackageFixture>
{
    private const int Starts = 5;

    [Fact]
    public async Task An_order_of_two_articles_is_complete_from_the_unpacked_package_which_stays_as_it_was()
    {
        using UnpackedPackage package = fixture.Package.Unpack();
        double first = await PackagedOrder.StartAsync(package);
        var next = new List<double>();
        while (next.Count < Starts)
        {
            next.Add(await PackagedOrder.StartAsync(package));
        }

        await PackagedOrder.RunAsync(package, TimeSpan.FromSeconds(60));

        next.Sort();
        long zipped = new FileInfo(fixture.Package.ZipPath).Length;
        long unpacked = Directory.GetFiles(package.Folder, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length);
        TestReport.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"package: {zipped / 1e6:F1} MB zipped, {unpacked / 1e6:F1} MB unpacked; process start to the first healthy answer {first:F0} ms, then {next[Starts / 2]:F0} ms (median of {Starts}); an order of two articles was complete from it"));
    }
}
