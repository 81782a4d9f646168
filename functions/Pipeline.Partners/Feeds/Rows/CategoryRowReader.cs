using Pipeline.Core.Catalog;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Feeds.Profiles;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Rows of the category file. Codes are text, also where they look like numbers.</summary>
internal sealed class CategoryRowReader : FactReader
{
    private static readonly (FeedField Code, FeedField Name)[] Levels =
    [
        (FeedField.Level1Code, FeedField.Level1Name),
        (FeedField.Level2Code, FeedField.Level2Name),
        (FeedField.Level3Code, FeedField.Level3Name),
    ];

    public override RowReading Read(FeedRow row)
    {
        List<Category> path = [];
        string above = string.Empty;
        foreach ((FeedField codeField, FeedField nameField) in Levels)
        {
            string? code = row.Text(codeField);
            string? name = row.Text(nameField);
            int prefix = row.Profile.CategoryPrefixLength;
            if (code is null && codeField == FeedField.Level1Code && row.Key.Length > prefix && prefix > 0)
            {
                code = row.Key[..prefix];
            }

            if (code is not null)
            {
                above = row.Profile.JoinCategoryCodes ? above + code : code;
                path.Add(new Category(above, name));
            }
        }

        return RowReading.Kept(new FeedFacts { Category = new CategoryPath(path) });
    }

    /// <summary>A repeated code: the first row counts.</summary>
    public override FeedFacts Fold(IReadOnlyList<FeedFacts> rows) => rows[0];
}
