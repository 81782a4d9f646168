namespace Pipeline.Core.Tests;

public sealed class CursorTests
{
    [Theory]
    [InlineData("0019a3b2")]
    [InlineData("1!48!cGxhY2U-")]
    [InlineData("café/€ +&=?")]
    public void A_place_comes_back_from_its_cursor_which_survives_a_query_string(string place)
    {
        string cursor = Cursor.Of(place);

        Assert.Equal(cursor, Uri.EscapeDataString(cursor));
        Assert.Equal(place, Cursor.Read(cursor, static _ => true));
    }

    [Fact]
    public void At_the_end_there_is_none() => Assert.Null(Cursor.Of(null));

    [Theory]
    [InlineData("not base64!")]
    [InlineData("")]
    [InlineData("b3RoZXI")]
    public void A_cursor_of_another_list_is_refused(string cursor)
    {
        FormatException refused = Assert.Throws<FormatException>(
            () => Cursor.Read(cursor, static place => place.StartsWith("row-", StringComparison.Ordinal)));

        Assert.Equal($"'{cursor}' is not a cursor of this list.", refused.Message);
    }
}
