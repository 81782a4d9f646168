using System.Text;

namespace Pipeline.Partners.Feeds.Rows;

/// <summary>Gives the text of the row before again where the bytes are the same: brands, units, and all but the price of a changed row.</summary>
internal sealed class TextMemo
{
    private byte[] _bytes = [];
    private int _length;
    private string _text = string.Empty;

    public string Get(ReadOnlySpan<byte> utf8)
    {
        if (utf8.SequenceEqual(_bytes.AsSpan(0, _length)))
        {
            return _text;
        }

        if (_bytes.Length < utf8.Length)
        {
            _bytes = new byte[utf8.Length * 2];
        }

        utf8.CopyTo(_bytes);
        _length = utf8.Length;
        _text = Encoding.UTF8.GetString(utf8);
        return _text;
    }
}
