using System.Collections.Concurrent;

namespace CareCoord.Bench.Limits;

/// <summary>Things that wait to be used again, by a key.</summary>
internal sealed class Held<T>
    where T : class
{
    private readonly ConcurrentDictionary<string, ConcurrentBag<T>> bags = new();

    public T? Take(string key) => bags.TryGetValue(key, out var bag) && bag.TryTake(out var held) ? held : null;

    public void Give(string key, T held) => bags.GetOrAdd(key, _ => []).Add(held);

    public IEnumerable<T> All() => bags.Values.SelectMany(bag => bag);
}
