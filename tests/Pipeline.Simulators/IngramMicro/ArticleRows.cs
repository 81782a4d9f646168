namespace Pipeline.Simulators.IngramMicro;

/// <summary>How many rows of the price file an article causes, and how to have fewer.</summary>
internal static class ArticleRows
{
    private const DirtKinds OneMore = DirtKinds.SecondPlant | DirtKinds.SpecialBid | DirtKinds.DuplicateRow
        | DirtKinds.TooFewColumns | DirtKinds.TooManyColumns | DirtKinds.WrongCurrency;

    /// <summary>1 for a clean article; the unclosed quote takes two rows of its own.</summary>
    public static int Count(DirtKinds dirt) =>
        1 + int.PopCount((int)(dirt & OneMore)) + ((dirt & DirtKinds.UnclosedQuote) != DirtKinds.None ? 2 : 0);

    /// <summary>The dirt without additional rows, if those would make more than <paramref name="rows"/>.</summary>
    public static DirtKinds Within(DirtKinds dirt, int rows) =>
        Count(dirt) <= rows ? dirt : dirt & ~(OneMore | DirtKinds.UnclosedQuote);
}
