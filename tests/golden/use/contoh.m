let
    Sumber = Csv.Document(
        Web.Contents("https://data.contoh.go.id/datasets/dkisp/contoh/contoh.csv"),
        [Delimiter = ",", Encoding = 65001, QuoteStyle = QuoteStyle.Csv]
    ),
    Judul = Table.PromoteHeaders(Sumber, [PromoteAllScalars = true]),
    Kosong1 = Table.ReplaceValue(Judul, "", null, Replacer.ReplaceValue, Table.ColumnNames(Judul)),
    Kosong2 = Table.ReplaceValue(Kosong1, "…", null, Replacer.ReplaceValue, {"penduduk"}),
    Tipe = Table.TransformColumnTypes(Kosong2, {
        {"kode_wilayah", type text},
        {"nama ""resmi"" #(#)(1)", type text},
        {"tahun", Int64.Type},
        {"penduduk", Int64.Type},
        {"luas_km2", type number},
        {"sejak", type date},
        {"tetap", type logical},
        {"nomor_panjang", type text}
    }, "en-US")
in
    Tipe
