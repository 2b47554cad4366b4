# Reads the first table of a Data Package as R users do: the descriptor with jsonlite, then the
# table as its schema says (types, missing values, delimiter).
# Rscript read_package.R <address of a datapackage.json>
library(jsonlite)
address <- commandArgs(trailingOnly = TRUE)[1]
package <- fromJSON(address, simplifyVector = FALSE)
resource <- package$resources[[1]]
fields <- resource$schema$fields
known <- c(string = "character", number = "numeric", integer = "numeric", boolean = "character",
           date = "character", year = "integer")
classes <- vapply(fields, function(f) {
  if (f$type %in% names(known)) known[[f$type]] else "character"
}, "")
names(classes) <- vapply(fields, function(f) f$name, "")
table <- read.csv(
  paste0(sub("[^/]*$", "", address), resource$path), colClasses = classes, check.names = FALSE,
  na.strings = unlist(resource$schema$missingValues), encoding = "UTF-8",
  sep = resource$dialect$delimiter, quote = resource$dialect$quoteChar
)
cat(toJSON(list(
  name = unbox(package$name), licence = unbox(package$licenses[[1]]$path),
  rows = unbox(nrow(table)), classes = sapply(table, class), table = table
), na = "null", digits = NA, auto_unbox = FALSE))
