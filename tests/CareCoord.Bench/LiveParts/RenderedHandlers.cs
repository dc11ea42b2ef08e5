using System.Buffers.Binary;
using System.Text;

namespace CareCoord.Bench.LiveParts;

/// <summary>
/// The event handlers that a circuit has rendered, in the order of the page. They are read from its render batches, of which nothing else
/// is needed here.
/// </summary>
internal sealed class RenderedHandlers
{
    private const int Attribute = 3;
    private const int FrameSize = 20;
    private readonly List<(string Name, long Id)> handlers = [];

    /// <summary>The handler of this name at this place among those of that name.</summary>
    public long Of(string name, int at)
    {
        lock (handlers)
        {
            var all = handlers.Where(handler => handler.Name == name).ToList();
            return all.Count > 0 ? all[at % all.Count].Id : throw new InvalidOperationException($"The page has no {name}.");
        }
    }

    /// <summary>Takes up what a batch adds and takes away; a handler that replaces another keeps its place.</summary>
    public void Read(ReadOnlySpan<byte> batch)
    {
        // The places of the tables stand at the end: components, frames, disposed components, disposed handlers, strings.
        var (frames, disposed, strings) = (Int(batch, batch.Length - 16), Int(batch, batch.Length - 8), Int(batch, batch.Length - 4));
        var added = new List<(string Name, long Id)>();
        for (var (at, left) = (frames + 4, Int(batch, frames)); left > 0; left--, at += FrameSize)
        {
            if (Int(batch, at) == Attribute && BinaryPrimitives.ReadInt64LittleEndian(batch[(at + 12)..]) is var id and not 0)
                added.Add((Text(batch, strings, Int(batch, at + 4)), id));
        }

        lock (handlers)
        {
            for (var (at, left) = (disposed + 4, Int(batch, disposed)); left > 0; left--, at += 8)
                Replace(BinaryPrimitives.ReadInt64LittleEndian(batch[at..]), added);
            handlers.AddRange(added);
        }
    }

    private void Replace(long gone, List<(string Name, long Id)> added)
    {
        var place = handlers.FindIndex(handler => handler.Id == gone);
        if (place < 0)
            return;
        var next = added.FindIndex(handler => handler.Name == handlers[place].Name);
        if (next < 0)
        {
            handlers.RemoveAt(place);
            return;
        }

        handlers[place] = added[next];
        added.RemoveAt(next);
    }

    private static int Int(ReadOnlySpan<byte> bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes[at..]);

    private static string Text(ReadOnlySpan<byte> bytes, int table, int index)
    {
        if (index < 0)
            return "";
        var at = Int(bytes, table + (index * 4));
        var length = 0;
        for (var shift = 0; ; shift += 7)
        {
            var one = bytes[at++];
            length |= (one & 0x7F) << shift;
            if ((one & 0x80) == 0)
                return Encoding.UTF8.GetString(bytes.Slice(at, length));
        }
    }
}
