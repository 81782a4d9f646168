namespace Pipeline.Simulators.IngramMicro;

/// <summary>An invented Ingram Micro catalogue that lives: each step of time changes prices, stock and range.</summary>
/// <remarks>
/// Repeatable: the same options and the same calls give the same catalogue on every machine. Not safe for two threads.
/// One row of memory per article, about 40 bytes. The shares of change are own assumptions.
/// </remarks>
public sealed class CatalogGenerator
{
    private const int MaxRows = 8_000_000;

    private readonly CatalogOptions options;
    private readonly ulong seed;
    private readonly ArticleFate fate;
    private Slot[] slots;
    private int count;

    /// <summary>Makes the catalogue of the first morning, with realistic dirt.</summary>
    /// <param name="seed">Any number.</param>
    /// <param name="rows">Data rows of the first price file, exactly; 0 to 8,000,000.</param>
    public CatalogGenerator(int seed, int rows)
        : this(new CatalogOptions { Seed = seed, Rows = rows })
    {
    }

    /// <summary>Makes the catalogue of the first morning.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Rows outside 0 to 8,000,000.</exception>
    public CatalogGenerator(CatalogOptions options)
    {
        if (options.Rows is < 0 or > MaxRows)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.Rows, "A catalogue has 0 to 8,000,000 rows.");
        }

        this.options = options;
        seed = Noise.Mix((ulong)options.Seed);
        fate = new(seed);
        slots = new Slot[options.Rows + (options.Rows / 16) + 16];
        Now = options.Start;
        PriceFileTime = options.Start;
        FillFirstMorning();
    }

    /// <summary>The simulated instant.</summary>
    public DateTimeOffset Now { get; private set; }

    /// <summary>When the latest daily price file was ready.</summary>
    public DateTimeOffset PriceFileTime { get; private set; }

    /// <summary>When the latest stock file was ready: now, but never before the price file is a minute old.</summary>
    public DateTimeOffset StockFileTime => Now > PriceFileTime ? Now : PriceFileTime.AddMinutes(1);

    /// <summary>The simulated day in the distributor's zone (Europe/Amsterdam).</summary>
    public DateOnly Today => SimulatedZone.DayOf(Now);

    /// <summary>Articles in the price file now.</summary>
    public int ListedCount => CountOf(SlotLife.Listed);

    /// <summary>Data rows that a price file written now has.</summary>
    public int RowCount => Enumerable.Range(0, count).Where(i => slots[i].Life == SlotLife.Listed).Sum(i => ArticleRows.Count(slots[i].Dirt));

    internal ulong Seed => seed;

    /// <summary>One hour passes.</summary>
    /// <param name="changedFraction">
    /// Share of the listed articles whose rows change (rounded to the nearest article): four of five in stock, the rest
    /// in price or delivery. 0.02 is the distributor's usual hour.
    /// </param>
    public CatalogChanges NextHour(double changedFraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(changedFraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(changedFraction, 1);
        Now += TimeSpan.FromHours(1);
        int listed = ListedCount;
        int changed = (int)Math.Round(listed * changedFraction);
        Choose(
            slot => slot.Life == SlotLife.Listed,
            listed,
            changed,
            (ref Slot slot, int index) => fate.Change(ref slot, index, Today));
        return new(changed, 0, 0, 0);
    }

    /// <summary>The next price file's morning comes: other prices and stock, new, removed and returning articles.</summary>
    /// <remarks>Changes a tenth of the articles, removes and adds 0.2 % each, brings back a fifth of the removed ones.</remarks>
    public CatalogChanges NextDay()
    {
        PriceFileTime += TimeSpan.FromDays(1);
        Now = PriceFileTime;
        foreach (ref Slot slot in slots.AsSpan(0, count))
        {
            slot.Action = 0;
        }

        // No article has two fates on one day: each step passes over those that have one already.
        int wanted = (ListedCount + 499) / 500;
        int removed = ChooseUntouched(SlotLife.Listed, wanted, (ref Slot slot, int index) => fate.Remove(ref slot));
        int returning = (CountOf(SlotLife.Removed) - removed + 4) / 5;
        int returned = ChooseUntouched(SlotLife.Removed, returning, (ref Slot slot, int index) => fate.Return(ref slot));
        int changing = ListedCount / 10;
        int changed = ChooseUntouched(SlotLife.Listed, changing, (ref Slot slot, int index) => fate.Change(ref slot, index, Today));
        int added = ChooseUntouched(SlotLife.Reserve, wanted, List);
        for (; added < wanted; added++)
        {
            Append();
        }

        return new(changed, added, removed, returned);
    }

    /// <summary>The listed articles in the order of the price file.</summary>
    internal IEnumerable<Article> Listed() => Those(SlotLife.Listed);

    /// <summary>Articles that were listed once and are not now.</summary>
    internal IEnumerable<Article> Removed() => Those(SlotLife.Removed);

    /// <summary>Articles of the stock file: the listed ones and, as dirt, some that are not listed yet.</summary>
    internal IEnumerable<Article> InStockFile()
    {
        bool unknown = (options.Dirt & DirtKinds.UnknownSkuInStock) != DirtKinds.None;
        for (int i = 0; i < count; i++)
        {
            bool early = unknown && slots[i].Life == SlotLife.Reserve && Noise.Below(seed, i, 0xE000, 10) == 0;
            if (slots[i].Life == SlotLife.Listed || early)
            {
                yield return new Article(seed, i, slots[i]);
            }
        }
    }

    private void FillFirstMorning()
    {
        int rows = 0;
        while (rows < options.Rows)
        {
            // Reserve articles lie between the others, so that later additions come in the middle of the file.
            int index = Append();
            ref Slot slot = ref slots[index];
            slot.Action = 0;
            if (Noise.Below(seed, index, 0xE001, 33) == 0)
            {
                slot.Life = SlotLife.Reserve;
                continue;
            }

            slot.Dirt = ArticleRows.Within(slot.Dirt, options.Rows - rows);
            slot.SecondLocal = (slot.Dirt & DirtKinds.SecondPlant) != DirtKinds.None ? slot.SecondLocal : 0;
            rows += ArticleRows.Count(slot.Dirt);
        }
    }

    private int Append()
    {
        if (count == slots.Length)
        {
            Array.Resize(ref slots, slots.Length + (slots.Length / 8) + 16);
        }

        int index = count++;
        List(ref slots[index], index);
        return index;
    }

    private void List(ref Slot slot, int index)
    {
        DirtKinds dirt = DirtShares.Draw(seed, index, options.Dirt, options.DirtScale);
        fate.Begin(ref slot, index, dirt, Today);
    }

    private int CountOf(SlotLife life)
    {
        int count = 0;
        foreach (ref readonly Slot slot in slots.AsSpan(0, this.count))
        {
            count += slot.Life == life ? 1 : 0;
        }

        return count;
    }

    private IEnumerable<Article> Those(SlotLife life)
    {
        for (int i = 0; i < count; i++)
        {
            if (slots[i].Life == life)
            {
                yield return new Article(seed, i, slots[i]);
            }
        }
    }

    private int ChooseUntouched(SlotLife life, int wanted, SlotChange change)
    {
        bool IsChoosable(Slot slot) => slot.Life == life && slot.Action == 0;
        int total = 0;
        foreach (ref readonly Slot slot in slots.AsSpan(0, count))
        {
            total += IsChoosable(slot) ? 1 : 0;
        }

        return Choose(IsChoosable, total, Math.Min(total, wanted), change);
    }

    // One pass that takes exactly `wanted` of the `total` slots that qualify, each equally likely.
    private int Choose(SlotTest isChoosable, int total, int wanted, SlotChange change)
    {
        int left = wanted;
        for (int i = 0; i < count && left > 0; i++)
        {
            if (isChoosable(slots[i]) && fate.Draws(total--) < left)
            {
                left--;
                change(ref slots[i], i);
            }
        }

        return wanted - left;
    }

    private delegate bool SlotTest(Slot slot);

    private delegate void SlotChange(ref Slot slot, int index);
}
