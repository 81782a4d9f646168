using System.Text;

namespace Pipeline.Simulators.Tests.IngramMicro;

/// <summary>A slow and obvious reader of delimited text, one character at a time.</summary>
internal static class PlainCsv
{
    public static List<List<string>> Read(string text, char delimiter)
    {
        List<List<string>> rows = [];
        List<string> row = [];
        StringBuilder field = new();
        bool inQuotes = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (inQuotes && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append('"');
                i++;
            }
            else if (c == '"')
            {
                inQuotes = !inQuotes;
            }
            else if (!inQuotes && c == delimiter)
            {
                row.Add(field.ToString());
                field.Clear();
            }
            else if (!inQuotes && c == '\n')
            {
                row.Add(field.ToString().TrimEnd('\r'));
                field.Clear();
                rows.Add(row);
                row = [];
            }
            else
            {
                field.Append(c);
            }
        }

        return rows;
    }
}
