using System.Globalization;
using System.Text.Json.Nodes;
using Pipeline.Scenarios.Orders;
using Pipeline.TestSupport;

namespace Pipeline.Scenarios.Packaging;

/// <summary>What <c>azd package</c> makes works: an order runs from the unpacked ZIP, which stays as it was.</summary>
[Collection(PackageCollection.Name)]
public sealed class PackageTests(PackageFixture fixture)
{
    [Fact]
    public async Task An_order_of_two_articles_is_complete_from_the_unpacked_package_which_stays_as_it_was()
    {
        using UnpackedPackage package = fixture.Package.Unpack();
        TimeSpan start;
        await using (OrderSystem system = await OrderSystem.StartFromAsync(package.Folder, "c1"))
        {
            start = system.Pipeline.StartTime;
            JsonNode placed = await system.PlaceAsync("from-the-package", ("7100231", 2), ("7100552", 1));
            await system.AssertEndsAsync((string)placed["orderId"]!, TimeSpan.FromMinutes(1));
        }

        Assert.Empty(package.Changes());
        long zipped = new FileInfo(fixture.Package.ZipPath).Length;
        long unpacked = Directory.GetFiles(package.Folder, "*", SearchOption.AllDirectories).Sum(static file => new FileInfo(file).Length);
        TestReport.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"package: {zipped / 1e6:F1} MB zipped, {unpacked / 1e6:F1} MB unpacked; host and app answered after {start.TotalSeconds:F1} s; an order of two articles was complete from it"));
    }
}
