using Pipeline.Core.Catalog;

namespace Pipeline.Core.Tests.Catalog;

public sealed class CategoryTreeTests
{
    private static readonly CategoryPath Laptops = new([new("10", "Informatique"), new("1010", "Portables")]);
    private static readonly CategoryPath Paper = new([new("20", "Papier")]);
    private static readonly CategoryTree Tree = new([Laptops, Paper], 3, new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero));

    [Fact]
    public void The_code_of_the_last_level_tells_before_the_names()
    {
        Assert.Equal(Laptops.Levels, Tree.Join(new CategoryNames("1010", ["Papier"])));
        Assert.Equal(Paper.Levels, Tree.Join(new CategoryNames("999", [" papier "])));
        Assert.True(Tree.Knows(new CategoryNames("20", [])));
    }

    [Fact]
    public void The_names_of_all_levels_tell_and_no_part_of_them()
    {
        Assert.True(Tree.Knows(new CategoryNames(null, ["INFORMATIQUE", "portables"])));
        Assert.False(Tree.Knows(new CategoryNames(null, ["Portables"])));
        Assert.False(Tree.Knows(new CategoryNames(null, ["InformatiquePortables"])));
        Assert.False(Tree.Knows(new CategoryNames("10", [])));
        Assert.False(Tree.Knows(CategoryNames.None));
    }

    [Fact]
    public void What_the_file_does_not_know_is_shown_as_it_was_stated()
    {
        Assert.Equal([new Category(null, "Neuf"), new Category(null, "Rien")], Tree.Join(new CategoryNames("999", ["Neuf", "Rien"])));
        Assert.Equal([new Category("999", null)], Tree.Join(new CategoryNames("999", [])));
        Assert.Empty(Tree.Join(CategoryNames.None));
    }

    [Fact]
    public void A_row_without_names_is_no_answer_to_an_article_without_a_category() =>
        Assert.Empty(new CategoryTree([new CategoryPath([new("30", string.Empty)])], 1, null).Join(CategoryNames.None));

    [Fact]
    public void Of_two_rows_with_the_same_names_the_first_counts()
    {
        CategoryPath again = new([new("21", "papier")]);

        Assert.Equal(Paper.Levels, new CategoryTree([Paper, again], 1, null).Join(new CategoryNames(null, ["Papier"])));
        Assert.Equal(again.Levels, new CategoryTree([Paper, again], 1, null).Join(new CategoryNames("21", [])));
    }

    [Fact]
    public void A_row_is_equal_by_its_levels_and_keyed_by_the_last()
    {
        Assert.Equal("1010", Laptops.Code);
        Assert.Equal(string.Empty, new CategoryPath([new(null, "Neuf")]).Code);
        Assert.Equal(new CategoryPath([.. Laptops.Levels]), Laptops);
        Assert.NotEqual(new CategoryPath([new("10", "Autre"), new("1010", "Portables")]), Laptops);
        Assert.Single(new HashSet<CategoryPath> { Laptops, new([.. Laptops.Levels]) });
    }

    [Fact]
    public void A_statement_is_equal_by_its_code_and_names()
    {
        CategoryNames stated = new("1", ["A", "B"]);

        Assert.Equal(new CategoryNames("1", ["A", "B"]), stated);
        Assert.NotEqual(new CategoryNames("2", ["A", "B"]), stated);
        Assert.NotEqual(new CategoryNames("1", ["A", "b"]), stated);
        Assert.Equal(2, new HashSet<CategoryNames> { stated, new("1", ["A", "B"]), CategoryNames.None, new(null, []) }.Count);
    }

    [Theory]
    [InlineData(null, null)]
    public void Nothing_equals_neither(CategoryPath? path, CategoryNames? names) =>
        Assert.Equal((false, false), (Laptops.Equals(path), CategoryNames.None.Equals(names)));

    [Fact]
    public void A_distributor_without_a_category_file_has_version_0() =>
        Assert.Equal((0, null, 3), (CategoryTree.Empty.Version, CategoryTree.Empty.ChangedAt, Tree.Version));
}
