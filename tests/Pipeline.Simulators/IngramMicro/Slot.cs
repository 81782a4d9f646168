using System.Runtime.InteropServices;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>The part of an article that time changes. Everything else follows from its number and the seed.</summary>
/// <remarks>A mutable structure in one large array: five million articles (a file of 1 GB) take about 200 MB.</remarks>
[StructLayout(LayoutKind.Auto)]
internal struct Slot
{
    /// <summary>What is wrong with this article's rows.</summary>
    public DirtKinds Dirt;

    /// <summary>Whether the price file lists it.</summary>
    public SlotLife Life;

    /// <summary>What happened to it today, as Fusion files say it: A added, C changed, D discontinued, 0 nothing.</summary>
    public byte Action;

    /// <summary>Net purchase price in cents, also where the file hides it.</summary>
    public int PriceCents;

    /// <summary>Stock of the first plant.</summary>
    public int Local;

    /// <summary>Stock of the second plant, where there is one.</summary>
    public int SecondLocal;

    /// <summary>Stock of the European warehouse.</summary>
    public int Central;

    /// <summary>Quantity on order at the vendor.</summary>
    public int Ordered;

    /// <summary>Day number of the next delivery, 0 for none.</summary>
    public int EtaDay;
}

/// <summary>Where an article is in its life.</summary>
internal enum SlotLife : byte
{
    /// <summary>Never listed so far.</summary>
    Reserve,

    /// <summary>In the price file.</summary>
    Listed,

    /// <summary>Listed once, absent now.</summary>
    Removed,
}
