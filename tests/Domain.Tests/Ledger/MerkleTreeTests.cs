using FsCheck;
using FsCheck.Xunit;
using SmartCity.Domain.Ledger;

namespace SmartCity.Domain.Tests.Ledger;

/// <summary>The tree against the known answers of the reference implementation of RFC 6962, and against itself.</summary>
public sealed class MerkleTreeTests
{
    private static readonly byte[][] Known =
        [.. new[] { "", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f" }
            .Select(Convert.FromHexString).Select(entry => MerkleHash.Leaf(entry))];

    private static readonly string[] Roots =
    [
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
        "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
        "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
        "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
        "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
        "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
    ];

    [Fact]
    public void The_root_of_each_size_is_that_of_the_reference_implementation()
    {
        var tree = new GrowingTree();
        Convert.ToHexStringLower(tree.Root()).ShouldBe(Roots[0]);
        for (var size = 1; size <= Known.Length; size++)
        {
            tree.Add(Known[size - 1]);
            Convert.ToHexStringLower(tree.Root()).ShouldBe(Roots[size]);
        }
    }

    [Theory]
    [InlineData(0, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(5, 8, "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    public void A_proof_of_inclusion_is_that_of_the_reference_implementation(long index, long size, string proof) =>
        Hex(TreeProof.Inclusion(index, size), Known).ShouldBe(proof);

    [Theory]
    [InlineData(1, 1, "")]
    [InlineData(1, 8, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7 5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e 6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4")]
    [InlineData(6, 8, "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0 d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7")]
    [InlineData(2, 5, "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b")]
    public void A_proof_of_consistency_is_that_of_the_reference_implementation(long smaller, long larger, string proof) =>
        Hex(TreeProof.Consistency(smaller, larger), Known).ShouldBe(proof);

    [Property(MaxTest = 200)]
    public void Every_leaf_is_proved_and_no_other_in_its_place(PositiveInt sizes, NonNegativeInt places)
    {
        var size = (sizes.Get * 37 % 1_500) + 1;
        var index = places.Get * 101 % size;
        var (leaves, root) = Tree(size);
        var proof = Hashes(TreeProof.Inclusion(index, size), leaves);
        TreeProof.ShowsInclusion(leaves[index], index, size, proof, root).ShouldBeTrue();
        TreeProof.ShowsInclusion(MerkleHash.Leaf([9]), index, size, proof, root).ShouldBeFalse();
        TreeProof.ShowsInclusion(leaves[index], index, size, [.. proof, root], root).ShouldBeFalse();
        if (size > 1) TreeProof.ShowsInclusion(leaves[index], (index + 1) % size, size, proof, root).ShouldBeFalse();
    }

    [Property(MaxTest = 200)]
    public void A_tree_begins_with_each_smaller_one_and_with_no_other(PositiveInt sizes, PositiveInt smallers)
    {
        var larger = (sizes.Get * 37 % 1_500) + 1;
        var smaller = (smallers.Get * 101 % larger) + 1;
        var (leaves, root) = Tree(larger);
        var before = MerkleHash.Over(leaves[..smaller]);
        var proof = Hashes(TreeProof.Consistency(smaller, larger), leaves);
        TreeProof.ShowsConsistency(smaller, before, larger, root, proof).ShouldBeTrue();
        TreeProof.ShowsConsistency(smaller, MerkleHash.Leaf([9]), larger, root, proof).ShouldBeFalse();
        TreeProof.ShowsConsistency(smaller, before, larger, MerkleHash.Leaf([9]), proof).ShouldBeFalse();
    }

    [Fact]
    public void A_tree_goes_on_from_its_edge()
    {
        var (leaves, root) = Tree(70_000);
        var (tree, tiles) = (new GrowingTree(), new List<HashTile>());
        foreach (var leaf in leaves[..66_000]) tiles.AddRange(tree.Add(leaf));
        IReadOnlyList<byte[]> Roots(int level) => [.. tiles.Where(tile => tile.Level == level).Select(tile => tile.Root)];
        var edge = new List<IReadOnlyList<byte[]>> { leaves[(66_000 - (66_000 % 256))..66_000] };
        for (var (level, rest) = (1, 66_000 / 256); rest > 0; level++, rest /= 256)
            edge.Add([.. Roots(level - 1).Skip(rest - (rest % 256))]);
        var again = new GrowingTree(66_000, edge);
        again.Root().ShouldBe(tree.Root());
        foreach (var leaf in leaves[66_000..]) tiles.AddRange(again.Add(leaf));
        again.Root().ShouldBe(root);
        tiles.Count(tile => tile.Level == 0).ShouldBe(273);
        tiles.Count(tile => tile.Level == 1).ShouldBe(1);
        tiles[0].Bytes.Length.ShouldBe(8_192);
        Should.Throw<ArgumentException>(() => new GrowingTree(65_999, edge));
    }

    [Theory]
    [InlineData(0, 0L, 256, "0/000")]
    [InlineData(3, 1_234_067L, 256, "3/x001/x234/067")]
    [InlineData(0, 273L, 112, "0/273.p/112")]
    [InlineData(null, 1_000L, 5, "entries/x001/000.p/5")]
    public void The_path_of_a_tile_is_read_as_it_is_written(int? level, long number, int width, string path)
    {
        new TilePath(level, number, width).ToString().ShouldBe(path);
        TilePath.Parse(path).ShouldBe(new TilePath(level, number, width));
    }

    [Theory]
    [InlineData("0/0")]
    [InlineData("00/000")]
    [InlineData("64/000")]
    [InlineData("0/x000/001")]
    [InlineData("0/001/000")]
    [InlineData("0/000.p/256")]
    [InlineData("0/000.p/0")]
    [InlineData("0/000.p/07")]
    [InlineData("-1/000")]
    [InlineData("leaves/000")]
    [InlineData("0/")]
    [InlineData("0")]
    [InlineData("")]
    public void No_other_path_is_a_tile(string path) => TilePath.Parse(path).ShouldBeNull();

    private static (byte[][] Leaves, byte[] Root) Tree(int size)
    {
        var tree = new GrowingTree();
        byte[][] leaves = [.. Enumerable.Range(0, size).Select(i => MerkleHash.Leaf(BitConverter.GetBytes(i)))];
        foreach (var leaf in leaves) tree.Add(leaf);
        return (leaves, tree.Root());
    }

    private static List<byte[]> Hashes(IReadOnlyList<LeafRange> ranges, byte[][] leaves) =>
        [.. ranges.Select(range => TreeProof.HashOf(range, (level, number) =>
            MerkleHash.Over(leaves[(int)(number << level)..(int)((number + 1) << level)])))];

    private static string Hex(IReadOnlyList<LeafRange> ranges, byte[][] leaves) =>
        string.Join(' ', Hashes(ranges, leaves).Select(Convert.ToHexStringLower));
}
