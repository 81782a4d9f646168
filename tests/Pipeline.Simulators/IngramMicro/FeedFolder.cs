namespace Pipeline.Simulators.IngramMicro;

/// <summary>The folder that Ingram Micro's FTP login sees: three files, a simulated clock, and faults.</summary>
/// <remarks>
/// Files: <c>price.csv</c> daily, <c>stock.csv</c> hourly, <c>category.csv</c> weekly, with the
/// simulated times as modification times. With 0 rows they are the samples, which time only touches. Good files appear
/// complete, by renaming; faults that move write in place, as a careless sender does. Safe for several threads.
/// </remarks>
public sealed class FeedFolder
{
    private const int GrowthSteps = 16;
    private const double HourlyChange = 0.02;
    private const int KeptEvents = 1_000;

    private readonly Lock gate = new();
    private readonly string folder;
    private readonly string uploads;
    private readonly CatalogOptions options;
    private readonly Queue<FeedEvent> log = new();
    private readonly Dictionary<FeedKind, (FileFault Fault, int Percent)> faults = [];
    private readonly Dictionary<FeedKind, (byte[] Good, int Step)> moving = [];
    private CatalogGenerator catalog;
    private DateTimeOffset categoryTime;

    /// <summary>Makes the folder and publishes the first files.</summary>
    /// <param name="folder">Partner's folder below the FTP root; made when missing. Its parent gets <c>.upload</c>.</param>
    /// <param name="options">Catalogue; <see cref="CatalogOptions.Rows"/> 0 means the samples, with stock of 09:00 UTC.</param>
    public FeedFolder(string folder, CatalogOptions options)
    {
        this.folder = Directory.CreateDirectory(folder).FullName;
        uploads = Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(this.folder)!, ".upload")).FullName;
        this.options = options;
        catalog = Begin();
        PublishAll();
    }

    /// <summary>The simulated instant.</summary>
    public DateTimeOffset Now
    {
        get
        {
            lock (gate)
            {
                return catalog.Now;
            }
        }
    }

    /// <summary>The last thousand events, oldest first.</summary>
    public IReadOnlyList<FeedEvent> Log
    {
        get
        {
            lock (gate)
            {
                return [.. log];
            }
        }
    }

    /// <summary>Where a file lies.</summary>
    public string PathOf(FeedKind kind) => Path.Combine(folder, SampleFiles.NameOf(kind));

    /// <summary>Publishes a file again with a fault, which stays in force for later ones until another is set.</summary>
    /// <param name="kind">Which file.</param>
    /// <param name="fault">The fault, or none.</param>
    /// <param name="percent">Strength; null for the usual one.</param>
    /// <exception cref="ArgumentException">That kind of file cannot have that fault; nothing has changed.</exception>
    public void SetFault(FeedKind kind, FileFault fault, int? percent)
    {
        lock (gate)
        {
            (FileFault, int) before = faults.GetValueOrDefault(kind);
            faults[kind] = (fault, percent ?? FaultyFile.UsualPercent(fault));
            try
            {
                Publish(kind);
            }
            catch (ArgumentException)
            {
                faults[kind] = before;
                throw;
            }

            Note("fault", kind, TimeOf(kind));
        }
    }

    /// <summary>Time passes; each hour brings a stock file, each morning a price file.</summary>
    public void Advance(int hours)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(hours, 1);
        lock (gate)
        {
            for (int hour = 0; hour < hours; hour++)
            {
                AdvanceOneHour();
            }

            Note("advanced", null, null);
        }
    }

    /// <summary>Moves the faults that move: a partial upload grows, a restless file is rewritten.</summary>
    /// <returns>Whether there will be something to do next time.</returns>
    public bool Step()
    {
        lock (gate)
        {
            foreach ((FeedKind kind, (byte[] good, int step)) in moving.ToArray())
            {
                MoveOnce(kind, good, step + 1);
            }

            return moving.Count > 0;
        }
    }

    /// <summary>Back to the first files, without faults.</summary>
    public void Reset()
    {
        lock (gate)
        {
            faults.Clear();
            catalog = Begin();
            PublishAll();
            Note("reset", null, null);
        }
    }

    private CatalogGenerator Begin()
    {
        CatalogGenerator catalog = new(options);
        categoryTime = catalog.PriceFileTime.AddDays(-6);
        for (int hour = 0; options.Rows == 0 && hour < 3; hour++)
        {
            catalog.NextHour(0);
        }

        return catalog;
    }

    private void AdvanceOneHour()
    {
        if (catalog.Now.AddHours(1) < catalog.PriceFileTime.AddDays(1))
        {
            catalog.NextHour(HourlyChange);
            Publish(FeedKind.Stock);
            return;
        }

        catalog.NextDay();
        if (catalog.PriceFileTime - categoryTime >= TimeSpan.FromDays(7))
        {
            categoryTime = catalog.PriceFileTime.AddHours(-1);
        }

        PublishAll();
    }

    private void PublishAll()
    {
        Publish(FeedKind.Category);
        Publish(FeedKind.Price);
        Publish(FeedKind.Stock);
    }

    private void Publish(FeedKind kind)
    {
        (FileFault fault, int percent) = faults.GetValueOrDefault(kind);
        string path = PathOf(kind);
        if (fault == FileFault.Missing)
        {
            moving.Remove(kind);
            File.Delete(path);
            Note("removed", kind, null);
            return;
        }

        string upload = Path.Combine(uploads, SampleFiles.NameOf(kind));
        using (FileStream stream = File.Create(upload))
        {
            WriteContent(kind, fault, percent, stream);
        }

        File.SetLastWriteTimeUtc(upload, TimeOf(kind).UtcDateTime);
        File.Move(upload, path, overwrite: true);
        Note("published", kind, TimeOf(kind));
    }

    private void WriteContent(FeedKind kind, FileFault fault, int percent, Stream stream)
    {
        if (fault == FileFault.None)
        {
            moving.Remove(kind);
            WriteGood(kind, stream);
            return;
        }

        using MemoryStream good = new();
        WriteGood(kind, good);
        byte[] bytes = good.ToArray();
        bool isMoving = fault is FileFault.PartialUpload or FileFault.ChangedWhileRead;
        stream.Write(fault == FileFault.ChangedWhileRead ? bytes : FaultyFile.Make(kind, bytes, fault, percent));
        moving.Remove(kind);
        if (isMoving)
        {
            moving[kind] = (bytes, 0);
        }
    }

    private void WriteGood(FeedKind kind, Stream stream)
    {
        switch (kind)
        {
            case var _ when options.Rows == 0:
                stream.Write(SampleFiles.Read(kind));
                break;
            case FeedKind.Price:
                PriceFileWriter.Write(catalog, stream);
                break;
            case FeedKind.Stock:
                StockFileWriter.Write(catalog, stream);
                break;
            default:
                CategoryFileWriter.Write(stream);
                break;
        }
    }

    private void MoveOnce(FeedKind kind, byte[] good, int step)
    {
        string path = PathOf(kind);
        bool isGrowing = faults[kind].Fault == FileFault.PartialUpload;
        using (FileStream stream = new(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete))
        {
            if (isGrowing)
            {
                int from = (int)Math.Min(stream.Seek(0, SeekOrigin.End), good.Length);
                stream.Write(good.AsSpan(from, Math.Min((good.Length / GrowthSteps) + 1, good.Length - from)));
            }
            else
            {
                // Each step repeats another share of the rows, so that bytes and size differ from the step before.
                byte[] other = FaultyFile.Make(kind, good, FileFault.DuplicateRows, 20 + (step % 8 * 10));
                stream.SetLength(0);
                stream.Write(other);
            }
        }

        DateTimeOffset time = TimeOf(kind).AddSeconds(step);
        File.SetLastWriteTimeUtc(path, time.UtcDateTime);
        moving[kind] = (good, step);
        if (isGrowing && new FileInfo(path).Length >= good.Length)
        {
            moving.Remove(kind);
        }

        Note(isGrowing ? "grown" : "rewritten", kind, time);
    }

    private DateTimeOffset TimeOf(FeedKind kind) => kind switch
    {
        FeedKind.Price => catalog.PriceFileTime,
        FeedKind.Stock => catalog.StockFileTime,
        _ => categoryTime,
    };

    private void Note(string what, FeedKind? kind, DateTimeOffset? fileTime)
    {
        FileInfo? file = kind is FeedKind known ? new FileInfo(PathOf(known)) : null;
        FileFault fault = kind is FeedKind of ? faults.GetValueOrDefault(of).Fault : FileFault.None;
        log.Enqueue(new(catalog.Now, what, file?.Name, fault, file is { Exists: true } ? file.Length : 0, fileTime));
        if (log.Count > KeptEvents)
        {
            log.Dequeue();
        }
    }
}
