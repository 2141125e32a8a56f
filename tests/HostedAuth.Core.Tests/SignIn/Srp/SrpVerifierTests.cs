using HostedAuth.Core.Secrets;
using HostedAuth.Core.SignIn.Srp;

namespace HostedAuth.Core.Tests.SignIn.Srp;

/// <summary>Worked numbers, the corner cases of the padding among them: salts and verifiers with a set top bit or short.</summary>
public sealed class SrpVerifierTests
{
    public static TheoryData<string, string, string, string, string, string> Vectors { get; } = new()
    {
        {
            "ordinary",
            "eu-west-1_AbCdEfGh1",
            "5f8b5c1e-0a3b-4c1d-9e2f-112233445566",
            "Passw0rd!",
            "2bc990059473448e6ebd442aa16bfaa0",
            "93a5b36fcb176bcba42de8c91c0c90058551c7f841508ec6c82d53d2898b3ed65d2f4300732a9482079647c4a7c91197"
                + "5a7db5b13af46a4f84cf01bcae8fb9af9de972a19b69ee7c7defa1ae3d5fa0faed06c5a01a1cf2bbcaee6dc6db5ef5c9"
                + "787bcb1449367babbcbb27b81905b82a4b00c703eb1cd31f7e2a578eb69b4e411cee62bc2756a388f49d1bdd252d07b8"
                + "5a116cff201f3ba1afcef6f8e55783825937acc50202e016ce2d3c89b057032aac0009a6166ba09f29edd698eef513c6"
                + "b5951f474ece02cabc4017a9cba22cdc5013f5db37e5b7697e8867b1b1894f74ae58e592140a02f2ea4af0da9155f449"
                + "0473be981b632acf917d7b53f07465d380e1c2b5a7868b96069bd55c8ae6dc1971e0e701a8c0d8ec9ce27a233ff57a06"
                + "37c32c1a67bca04f875ea09b57568ef66a12fbb76f6b16421168dd0ffa7cf0ac6c5d5433bf0950d15265afe2aaa1a326"
                + "ec6205af63f897e9e6ece7d9b801dfb9a1e4039f4d06d762561d67339aa6cba435bf3824f87b20ad713e6d0ed095e7a7"
        },
        {
            "single-digit day, unicode password",
            "eu-west-1_zZ9yY8xX7",
            "user@example.com",
            "Pä$$wörd-€-日本",
            "dc90cf07de907ccc64636ceddb38e552",
            "e01d5db6fdbbb361b8d5c3e1384bb86229259527d71fdcea987c775928be1269eff8eec9758fcdf7b821033e918b04b0"
                + "0c9e906b382506174b871510217615a929f10698f7bf78ddb538b6de89a59a3928f94282a40fcb4eca1fb69d19d5e540"
                + "a7bb143f9a098f54dde6f52a099114b0f2c80b35e7d1a1afd838c7b4a2c279d070b8a176334638cdd739dd4d4b4e488f"
                + "14ef840ab5d886c02dd233bcdabe02f9daf48c9f4e461fa324c0f921ece96ef6103ce67b23ca86ebb002f97bdfafc04f"
                + "82b9bc7041639c3de4bddb98991de6b1355af0e76c9adec745c3b570927228814d18579bf44fd87b278e4d68b1d54c0e"
                + "3749db6564d9014d67b16e69370a9706fba282176874967e7efb5d8197633080f9ae7006501f65a58d43a3db7f56c8d0"
                + "07c1ff85107daebc20cebd9c6c958579320dd498c8ab02e48c206058c24d06adeb2cce66a9285a1321f70ac1e31e93a8"
                + "baea8102bde5b1b6b0d19caa9af4fa21bb60c3ab52809f14c8b55e8c161a8c21b3f16a1ba3b96424c6fc56362d7c64d0"
        },
        {
            "device",
            "eu-west-1_-aGroupKey1",
            "us-east-1_0d1e2f30-4152-6374-8596-a7b8c9daebfc",
            "cGFzc3dvcmQ=",
            "dbc4579ae2b3ab293213f42bb852706e",
            "20b5edbe5df732b64731894dc54b49a8f15f08b9075fc10490d51833124a2deb54f3fe2a42bcb259165bb93fd8c49cd4"
                + "67139385c30752daed9d47c61341b342d68abddeeb57cb7a75c96a4c45aed414901773e12d1ce638290046fd7f851cce"
                + "a0bfe20afabb9ae966a89a214c6271e1e1c69567c4edc9e41b3027f5525d1c6f21ded8d9d9e2390bd7c3f1e7238ebb5c"
                + "423e139925e7317d3d4f6170de80233d428eefb6cbf9ca5a406fad13199b1345c3121c40c3e87f94fa05f7e334780deb"
                + "53429ea7b07d4c9b6c6493e2410a9ed1d85d161b507f01b0fd933f17b4068b1378a3016ec3dea2e5aaeb15d1ccb92fbd"
                + "6254c3b2ec551a018257e6752334dee043c3bea3f8798725958a2acf4d94f006dbeddd685b5dcc995857f15997525956"
                + "9cc4bce51b943e2a9532fcfc36412861db1e37a9a5df6a293eb9172d22fde342581843322263e491e3d34ee549aa5529"
                + "e1674b66c7016502276afdf5a016d606770f71dfff58e19fc2a16e574c8eb48a373df40f0b61bd4c83781096a3e7ba6a"
        },
        {
            "SALT has odd hex length",
            "eu-west-1_AbCdEfGh1",
            "edge-user",
            "Passw0rd!",
            "3aac31aaf903cf54fd73cb38eef2b04",
            "54356b9ab5a29d90c23441038600f60e45e89611c1902ba76efc822e6a5953c8e4c7ecf67b9c9098ef7c64160152e279"
                + "26c6a9225b9f8042a1a39cec792169995dd6f632c814ded14ff2207ec8604b4a6a545a1eee3be31e881d3997ffac39b4"
                + "a702e58ad1022c41d18661eeb604a53d610c146e148a0e160ccb49f3fe59d2f8e88ecf028ff83aeae755f1e7689e1fce"
                + "4fabb7f79720701b6b862066118a8e5b16a8a87831733afd72b3a0fe70877e60a17ec3ad3c868abff619d492f46ced4a"
                + "0cbafb1cb9e641cedd04b7bc9bd4beec88d9c3c7cbf63a0515b0e4e9acc068674490bd8ccecdceb84d19ba6a091f2dff"
                + "6647aeb5df8caa2d070459a356a66ce3b01b477826b76a38e63ae976c9fde47c54fe86d784392f4da42d2c0890f0c6c7"
                + "dd89031aa56aced7cf35bf0d12b174cde9c71ea477369ce4b24b11753f6643cb83687bf7fc7b55d9314b41a7d03d2053"
                + "9e84a8d7b07fa1607f4e2af280bb96a884e2c8a0b4eab49c57c28d74d62b1d799f5919bb8f6e8e5ba6da832da38769aa"
        },
        {
            "SALT has top bit set",
            "eu-west-1_AbCdEfGh1",
            "edge-user",
            "Passw0rd!",
            "98e30c53cd333f3b0294dbc59a19164c",
            "e4e10c3e1ecb7704eadc0c3609e0abeca26a708d2fff0c2a6f1b5a22788683e1e8a22abf7ca30308c32272b896d2a461"
                + "bba6217504c59eeff7fc847f75b97a717a2dab52a11bb1e47a9df3e6b8caa9b5337dd410ecbe812d741423a7462a8651"
                + "af086083722584d61c58ef647f7d3dded6089e390938e6c61cf541446c1b44dae6fe3f5ecb3b6c36b447092429ca0beb"
                + "09c53872d1417eaedfaac76893118229cfee2d0554e4add7d3113f6b50c5bb896e000ad7f0a0d8cb42ff4f588d52e8cb"
                + "a81b34e6b9fb10191e5c566c7e7e75ffc8a2b132589b9eef11d0aa6a701157d0ac38ff6d1ebdb20f0c96a39ff47e1fef"
                + "f6dea4b22651e9c17b0e34a7dcda648f3ed06d340efc6b30b3463b91e2ab822d6a0698775754434e7ec421af4dec4ffa"
                + "9ae60e0793481caaab039434ec6cd7008340e635b8090d64d28a5c909417fd376e90a2602b95f76099cf6785af1be570"
                + "4bacdea942365302bad3a15288279ee9b1d76892355f2f788d20daaa4efd36c5caadb3d83c609dcdd0cf1a27f3743251"
        },
        {
            "u is shorter than 64 hex digits",
            "eu-west-1_AbCdEfGh1",
            "edge-user",
            "Passw0rd!",
            "919cdf6e3b3278fb5381a3503f344af",
            "eb1c82f058a9c2b6ca040cb2780cfe46ab5f77084a3ef3e0d3af08243fac1fb4ee26f674f3e7ae2d0a9ce020e7112c65"
                + "3855398e6fcbb7276169fb46cd323ce64c50264b506ba0e7f6f67dd5783cb5cd17bd63cd673b9a6b49acdfc1d5e0bead"
                + "6663643ee05d1772cc830bcaf70bee81c398f68579f8c6df5ee9d3dbcff36c0ae3175aef6cf3f4962fdc2a7f1eb46549"
                + "84b47d6b81dec599633e5b2c5a7df469af749b7a29e41d62918a48d67fe917b58a1ac4b3fe0960158ec591fa843edfa5"
                + "702fff1a5398c51373d3590d8b78b874e85b295ac178ede5063617c7b76a0f1848965600c6da47edd5629462521432d7"
                + "4ce78adcb90376430939438640007fad355bff25a9ec38bf7feea0d7660ffcbdb24f9837c8b2452073a785a7f6d47e18"
                + "7dfe706df4e1e3aa168347e4542a2e575d9ddda43e9d94461a967c747e5b79890377617e51f17d8db2449b615b5e6aa0"
                + "26caeed0475cf6c2c4f40bbaabbedfc6dcece9b786a9104669fb09359182fa4e198950b78b5f3bd0c4ea8f0f700c235b"
        },
        {
            "SRP_B is shorter than 768 hex digits",
            "eu-west-1_AbCdEfGh1",
            "edge-user",
            "Passw0rd!",
            "bd7dbaf768d5d4304e6f2c918d092825",
            "783eab262d5fcac47802d35e300ab617f27f48996d628e1e528b2d9b3abf68832af81fd4b65a251761a74a2990e4fc65"
                + "5a93bd3d16f69fa26b7a7c366fa4f33234598b2a07fceb201d027b2bf6714f761be36f9b0dc6477dcf877b2c2eddf09c"
                + "29c9fc269217146ad6f71c7f1abdcddd1c8ac9faae4797deb6a10f2049cda3a25b07f32786b5376dfd64513a0d3f2519"
                + "d2b1e2462237bf5725136ea0de5f39287eef13cc8bc3a5ba07833fa5225e688305d1ea8569dc5980df8a312b766d8059"
                + "b139d866ce74290bb8748ac0d2ad651e80bcb1ff1e6c67971908525e97c6a4c3187ccfc50e6d60d71604e845bab3807e"
                + "6460e383c89a60d280b65d24151175b083f990cc50306f3297b2898017ba14411573ced77f329c93b071b732ac8aea80"
                + "b1642da3a3bd6cfa9f113d1e51a75a285087aaac1a128e6a322822bdef209a0a3a215a2655027e67c98cb6e3d0bfd022"
                + "1da53501d9f0b1966b25a2fca66bad94988bd90dba681720e2cfd49c72960e36fdac6f6037f617a79ce3d35655106cf4"
        },
        {
            "S is shorter than 768 hex digits",
            "eu-west-1_AbCdEfGh1",
            "edge-user",
            "Passw0rd!",
            "3d53fc3d2b90243211dfea9fd3593198",
            "9887517ba399d7dd3987cc87bc222e8d4e23e35ba0cb6b9d71cd094cab571348d59f45622f06824e285c4d9f741263f5"
                + "e2ecd9a84b22029c6d0d8ec58e95eff47ad5495656d326395e6d1ce009fe2c9eabc45148a5d123c51999f3fefd4376a0"
                + "4771b7dd9601cf3f4577dd80f7e2532c62b82863763ece3e9162873dcc0bf0c7298b7724b00d2473b5e1326d05c7cbbc"
                + "24ce1b731c29fd90644c3ebca8c5b873ca62dd2c0b5bfebfde4c7391c2de5936c84da734d166d456a0c03d2fe56da58c"
                + "c9a9e0d07eaa3636e57e129462fe63b67f1759b1318064fee79ecda0b061e34dceb80cebf34a4c7ac67a77c203a6afd4"
                + "da09f2dd7f106f1eb5c3399f98132036049da4a911a4a24e54106cd9090d75aa0b4698bcd255489f043365032eedc52b"
                + "46fa09628a671760d3606394d9104618348abdde34d38f7b4d6e9a2b535cd2d1ff5d9471a4f3e763fd6813bc9c493981"
                + "47fd0b0ddf4ff1416bc72e54a1d1d96826033b23c11267c6a23b52f8c8dd59d874250cb83088e969579ada947826aafe"
        },
        {
            "x is shorter than 64 hex digits",
            "eu-west-1_AbCdEfGh1",
            "edge-user",
            "Passw0rd!",
            "c6956e8d530dc4ec0bbee913789573a7",
            "eec174a4b23ad32f445f78b9c8f86f7d2ecf7195b5c12b0072a1a963abae942fa06ed40642b4fffa28f42eaafa345997"
                + "a5399bd7bfa01e699c940cce983f037f0c403f082f151d7db07cc0303a651e650569757e2397585a037abf9900397ea9"
                + "4c0884b862bdba50366af3d87a0e5496e9f3102a58651d4da9532fe6907cbc8450d45d2e1b7a16291357e602b3e5cbd2"
                + "455df5188e79a36841cdcb9898db647efb11581042942bceb50df8c25f7a191be0ad71b521c9b166ea8c92c0d8e81ed5"
                + "1608d867144daf80e68f0ca22baf92c8d3e92b034406dcc2856ffbd34d1fbb1f1a03819deb58b07cba12026779653581"
                + "d8d48f3a909af783256d5cad486f4512961fcd375d61a44b344d8cb3960f43baa50af0bdad478f6bc3ff255cc5e1a268"
                + "7767ff102cee413e5333e9701d801b83b019f397fdd0becea015df480dc778be9b99eb1b5049fc131dc03d2c31e540f8"
                + "eab33612fff6aedbfd26d695a27ca95afde9ec3c7efa1cff8cd33523b389ac066e3db8fc1ac651d422cb8cd3260d05fc"
        },
    };

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_verifier_of_a_worked_example_comes_out_to_the_bit(
        string name,
        string poolId,
        string username,
        string password,
        string salt,
        string verifier)
    {
        var computed = SrpVerifier.Compute(poolId, username, new Secret(password), FromHex(salt));

        Convert.ToHexStringLower(computed).TrimStart('0').ShouldBe(verifier, name);
    }

    [Fact]
    public void Each_password_gets_a_salt_of_its_own()
    {
        var first = SrpVerifier.Compute("eu-west-1_AbCdEfGh1", "alice", new Secret("Passw0rd!"));
        var second = SrpVerifier.Compute("eu-west-1_AbCdEfGh1", "alice", new Secret("Passw0rd!"));

        first.Salt.Length.ShouldBe(16);
        second.Salt.ShouldNotBe(first.Salt);
        second.Verifier.ShouldNotBe(first.Verifier);
    }

    private static byte[] FromHex(string hex) =>
        Convert.FromHexString(hex.Length % 2 == 0 ? hex : "0" + hex);
}
