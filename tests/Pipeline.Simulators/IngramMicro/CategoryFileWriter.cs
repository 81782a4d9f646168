using System.Globalization;

namespace Pipeline.Simulators.IngramMicro;

/// <summary>Writes the category file in the three layouts that are known.</summary>
/// <remarks>The tree is the same for every seed. The stream stays open.</remarks>
public static class CategoryFileWriter
{
    /// <summary>BE layout: UTF-8 with mark, LF, semicolon, no header: language, then code and name of three levels.</summary>
    public static void Write(Stream stream)
    {
        using FeedTextWriter writer = new(stream, FeedEncoding.Utf8WithMark, ';', "\n");
        foreach (ArticleCategory category in Vocabulary.Categories.OrderBy(category => category.Code3, StringComparer.Ordinal))
        {
            writer.Text("FR");
            writer.Text(category.Code1);
            writer.Text(category.Name1);
            writer.Text(category.Code2);
            writer.Text(category.Name2);
            writer.Text(category.Code3);
            writer.Text(category.Name3);
            writer.EndRow();
        }
    }

    /// <summary>
    /// ES layout: ISO-8859-15, CRLF, tab, header, code of four digits, names of two levels cut and padded to 35.
    /// </summary>
    public static void WriteSpanish(Stream stream)
    {
        using FeedTextWriter writer = new(stream, FeedEncoding.Iso885915, '\t', "\r\n");
        writer.Verbatim("CATSCAT\tCAT. Desc.\tSCAT. Desc.");
        writer.EndRow();
        foreach (ArticleCategory category in SecondLevel())
        {
            writer.Text(category.Code2);
            writer.Text(Cut(category.Name1).PadRight(35));
            writer.Text(Cut(category.Name2).PadRight(35));
            writer.EndRow();
        }
    }

    /// <summary>IT layout: windows-1252, CRLF, comma, quoted, no header: description, category, subcategory.</summary>
    public static void WriteItalian(Stream stream)
    {
        using FeedTextWriter writer = new(stream, FeedEncoding.Windows1252, ',', "\r\n");
        foreach (ArticleCategory category in SecondLevel())
        {
            string description = string.Create(CultureInfo.InvariantCulture, $"{category.Name1} {category.Name2}");
            writer.Padded(description, description.Length);
            writer.Padded(category.Code2, 2);
            writer.Padded(category.Code2.AsSpan(2), 2);
            writer.EndRow();
        }
    }

    private static IEnumerable<ArticleCategory> SecondLevel() =>
        Vocabulary.Categories.DistinctBy(category => category.Code2).OrderBy(category => category.Code2, StringComparer.Ordinal);

    private static string Cut(string name) => name.Length > 35 ? name[..35] : name;
}
