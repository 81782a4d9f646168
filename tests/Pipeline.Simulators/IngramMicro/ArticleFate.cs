namespace Pipeline.Simulators.IngramMicro;

/// <summary>What happens to one article: it is listed, changes, disappears, comes back.</summary>
internal sealed class ArticleFate(ulong seed)
{
    private readonly NoiseSequence noise = new(seed);

    /// <summary>The next draw from 0 to <paramref name="bound"/> - 1.</summary>
    public int Draws(int bound) => noise.Below(bound);

    /// <summary>Lists an article for the first time.</summary>
    public void Begin(ref Slot slot, int index, DirtKinds dirt, DateOnly today)
    {
        ArticleCategory category = CategoryOf(index);
        slot.Life = SlotLife.Listed;
        slot.Action = (byte)'A';
        slot.Dirt = category.IsLicence ? WithoutStock(dirt) : dirt;
        int span = Noise.Below(seed, index, 20, 1000);
        // Cheap articles are commoner: the square of the draw spreads them so.
        slot.PriceCents = category.LowCents + (int)((long)(category.HighCents - category.LowCents) * span * span / 1_000_000);
        if (category.IsLicence)
        {
            return;
        }

        slot.Local = Has(slot.Dirt, DirtKinds.NegativeStock) ? -noise.Between(1, 9) : Quantity(400);
        slot.SecondLocal = Has(slot.Dirt, DirtKinds.SecondPlant) ? noise.Between(-3, 40) : 0;
        slot.Central = Quantity(3000);
        Order(ref slot, today);
    }

    /// <summary>Changes the article's row visibly: stock in four of five cases, otherwise price or delivery.</summary>
    public void Change(ref Slot slot, int index, DateOnly today)
    {
        slot.Action = (byte)'C';
        int kind = noise.Below(100);
        bool hasPrice = !Has(slot.Dirt, DirtKinds.PriceX | DirtKinds.PriceEmpty | DirtKinds.PriceZero);
        bool hasFreeDelivery = !Has(slot.Dirt, DirtKinds.EtaWithoutQuantity | DirtKinds.EtaInThePast);
        if (CategoryOf(index).IsLicence || (kind < 15 && hasPrice))
        {
            int step = 1 + (slot.PriceCents * noise.Between(1, 50) / 1000);
            slot.PriceCents += noise.Below(2) == 0 && slot.PriceCents - step >= 100 ? -step : step;
        }
        else if (kind < 20 && hasFreeDelivery)
        {
            slot.Ordered += noise.Between(1, 60);
            slot.EtaDay = today.DayNumber + noise.Between(2, 40);
        }
        else
        {
            slot.Local = Has(slot.Dirt, DirtKinds.NegativeStock) ? -1 - ((-slot.Local + noise.Below(8)) % 9) : Sold(slot.Local);
        }
    }

    /// <summary>Takes the article out of the price file.</summary>
    public void Remove(ref Slot slot)
    {
        slot.Life = SlotLife.Removed;
        slot.Action = (byte)'D';
    }

    /// <summary>Lists the article again, as it was.</summary>
    public void Return(ref Slot slot)
    {
        slot.Life = SlotLife.Listed;
        slot.Action = (byte)'A';
    }

    // A third of the range is out of stock, small quantities are commoner than large ones.
    private int Quantity(int most) => noise.Below(3) == 0 ? 0 : 1 + (noise.Below(most) * noise.Below(most) / most);

    private int Sold(int before)
    {
        int step = noise.Between(1, 20);
        return before >= step && noise.Below(3) != 0 ? before - step : before + step;
    }

    private void Order(ref Slot slot, DateOnly today)
    {
        if (Has(slot.Dirt, DirtKinds.EtaWithoutQuantity))
        {
            slot.EtaDay = today.DayNumber + noise.Between(-30, 30);
        }
        else if (Has(slot.Dirt, DirtKinds.EtaInThePast))
        {
            slot.EtaDay = today.DayNumber - noise.Between(1, 60);
            slot.Ordered = noise.Between(1, 90);
        }
        else if (slot.Local <= 0 && noise.Below(2) == 0)
        {
            slot.EtaDay = today.DayNumber + noise.Between(2, 40);
            slot.Ordered = noise.Between(1, 90);
        }
    }

    private ArticleCategory CategoryOf(int index) => Vocabulary.Categories[Article.CategoryIndex(seed, index)];

    private static bool Has(DirtKinds dirt, DirtKinds kind) => (dirt & kind) != DirtKinds.None;

    private static DirtKinds WithoutStock(DirtKinds dirt) => dirt & ~(DirtKinds.NegativeStock | DirtKinds.SecondPlant
        | DirtKinds.PriceX | DirtKinds.PriceEmpty | DirtKinds.PriceZero
        | DirtKinds.EtaWithoutQuantity | DirtKinds.EtaInThePast);
}
