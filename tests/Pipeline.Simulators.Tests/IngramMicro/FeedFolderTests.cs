using Pipeline.Simulators.IngramMicro;

namespace Pipeline.Simulators.Tests.IngramMicro;

public sealed class FeedFolderTests : IDisposable
{
    private readonly DirectoryInfo root = Directory.CreateTempSubdirectory("feeds-");

    private string Home => Path.Combine(root.FullName, "ingram-micro");

    public void Dispose() => root.Delete(recursive: true);

    [Fact]
    public void Without_rows_the_files_are_the_samples_with_the_times_of_the_documentation()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 0 });

        Assert.Equal(SampleFiles.Read(FeedKind.Price), File.ReadAllBytes(Path.Combine(Home, "price.csv")));
        Assert.Equal(SampleFiles.Read(FeedKind.Stock), File.ReadAllBytes(Path.Combine(Home, "stock.csv")));
        Assert.Equal(SampleFiles.Read(FeedKind.Category), File.ReadAllBytes(Path.Combine(Home, "category.csv")));
        Assert.Equal(new DateTime(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc), TimeOf(folder, FeedKind.Price));
        Assert.Equal(new DateTime(2026, 3, 10, 9, 0, 0, DateTimeKind.Utc), TimeOf(folder, FeedKind.Stock));
        Assert.Equal(new DateTime(2026, 3, 4, 6, 0, 0, DateTimeKind.Utc), TimeOf(folder, FeedKind.Category));
    }

    [Fact]
    public void An_hour_brings_a_stock_file_and_a_morning_a_price_file()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 500 });
        byte[] price = Read(folder, FeedKind.Price);
        byte[] stock = Read(folder, FeedKind.Stock);

        folder.Advance(1);
        Assert.Equal(price, Read(folder, FeedKind.Price));
        Assert.NotEqual(stock, Read(folder, FeedKind.Stock));
        Assert.Equal(new DateTime(2026, 3, 10, 7, 0, 0, DateTimeKind.Utc), TimeOf(folder, FeedKind.Stock));

        folder.Advance(23);
        Assert.NotEqual(price, Read(folder, FeedKind.Price));
        Assert.Equal(new DateTime(2026, 3, 11, 6, 0, 0, DateTimeKind.Utc), TimeOf(folder, FeedKind.Price));
        Assert.True(TimeOf(folder, FeedKind.Stock) > TimeOf(folder, FeedKind.Price));
    }

    [Fact]
    public void Generated_files_join_on_the_category_names()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 500, Dirt = DirtKinds.None });
        HashSet<string> known = [.. File.ReadAllLines(folder.PathOf(FeedKind.Category)).Select(line => line.Split(';')).Select(row => row[2] + '|' + row[4] + '|' + row[6])];

        List<List<string>> rows = PlainCsv.Read(Written.Windows1252(Read(folder, FeedKind.Price)), ',');

        Assert.All(rows.Skip(1).Where(row => row[43].Length > 0), row => Assert.Contains(string.Join('|', row[41..44]), known));
    }

    [Fact]
    public void A_missing_file_comes_back_when_it_is_healed()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 0 });

        folder.SetFault(FeedKind.Price, FileFault.Missing, null);
        Assert.False(File.Exists(folder.PathOf(FeedKind.Price)));

        folder.SetFault(FeedKind.Price, FileFault.None, null);
        Assert.Equal(SampleFiles.Read(FeedKind.Price), Read(folder, FeedKind.Price));
    }

    [Fact]
    public void A_fault_stays_in_force_for_the_files_that_follow()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 200 });

        folder.SetFault(FeedKind.Stock, FileFault.Empty, null);
        folder.Advance(1);

        Assert.Empty(Read(folder, FeedKind.Stock));
    }

    [Fact]
    public void A_partial_upload_grows_step_by_step_until_it_is_whole()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 300 });
        byte[] good = Read(folder, FeedKind.Price);

        folder.SetFault(FeedKind.Price, FileFault.PartialUpload, null);
        byte[] half = Read(folder, FeedKind.Price);
        Assert.True(folder.Step());
        byte[] more = Read(folder, FeedKind.Price);
        int steps = 1;
        while (folder.Step())
        {
            steps++;
        }

        Assert.Equal(good[..(good.Length / 2)], half);
        Assert.Equal(good[..more.Length], more);
        Assert.Equal(good.Length / 2 + good.Length / 16 + 1, more.Length);
        Assert.Equal(7, steps);
        Assert.Equal(good, Read(folder, FeedKind.Price));
    }

    [Fact]
    public void A_restless_file_differs_in_bytes_size_and_time_at_every_step()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 0 });
        folder.SetFault(FeedKind.Stock, FileFault.ChangedWhileRead, null);

        List<(long Size, DateTime Time)> seen = [];
        for (int step = 0; step < 4; step++)
        {
            seen.Add((new FileInfo(folder.PathOf(FeedKind.Stock)).Length, TimeOf(folder, FeedKind.Stock)));
            Assert.True(folder.Step());
        }

        Assert.Equal(4, seen.Select(file => file.Size).Distinct().Count());
        Assert.Equal(4, seen.Select(file => file.Time).Distinct().Count());
    }

    [Fact]
    public void An_impossible_fault_changes_nothing()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 0 });

        Assert.Throws<ArgumentException>(() => folder.SetFault(FeedKind.Category, FileFault.OtherCurrency, null));

        folder.Advance(24);
        Assert.Equal(SampleFiles.Read(FeedKind.Category), Read(folder, FeedKind.Category));
    }

    [Fact]
    public void Reset_is_a_new_beginning()
    {
        FeedFolder folder = new(Home, new CatalogOptions { Rows = 100 });
        byte[] price = Read(folder, FeedKind.Price);
        folder.SetFault(FeedKind.Price, FileFault.BinaryGarbage, null);
        folder.Advance(48);

        folder.Reset();

        Assert.Equal(price, Read(folder, FeedKind.Price));
        Assert.Equal(new DateTime(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc), TimeOf(folder, FeedKind.Price));
        Assert.Equal("reset", folder.Log[^1].What);
    }

    private static byte[] Read(FeedFolder folder, FeedKind kind) => File.ReadAllBytes(folder.PathOf(kind));

    private static DateTime TimeOf(FeedFolder folder, FeedKind kind) => File.GetLastWriteTimeUtc(folder.PathOf(kind));
}
