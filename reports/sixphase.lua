-- What both renderers do with the paper after its markup is read: values become links to the list of values,
-- each format gets the pictures it can show, and Word gets the authors' places and the abstract, which its
-- template has no room for.

local form = FORMAT:match("html") and "html" or FORMAT:match("jats") and "jats" or FORMAT

-- the words of a piece of metadata, which may also be a plain number or string
local function stringify(value)
  if type(value) == "string" or type(value) == "number" then return tostring(value) end
  return pandoc.utils.stringify(value)
end

local function value_id(key)
  return "value-" .. key:gsub("[^%w]+", "-")
end

-- A number and its percent sign stay on one line.
local function unparted(inlines)
  for at, inline in ipairs(inlines) do
    local after = inlines[at + 1]
    if inline.t == "Space" and after and after.t == "Str" and after.text:match("^%%") then
      inlines[at] = pandoc.Str("\u{a0}")
    end
  end
  return inlines
end

-- A value, or the id of an answer, is a link where the list of these is part of the document, and plain elsewhere.
local function values(doc)
  local listed = {}
  doc.blocks:walk({ Span = function(span) listed[span.identifier] = true end })
  return {
    Span = function(span)
      if span.classes:includes("answer") then
        local place = span.attributes.key or ""
        if form ~= "html" or not listed[place] then return span.content end
        local words = "the answer and its codings"
        return pandoc.Link(span.content, "#" .. place, words, pandoc.Attr("", { "value" }))
      end
      if not span.classes:includes("value") then return end
      span.content = unparted(span.content)
      local id = value_id(span.attributes.key or "")
      if form ~= "html" then return span.content end
      local title = span.attributes.title or span.attributes.key
      if not listed[id] then return pandoc.Span(span.content, pandoc.Attr("", { "value" }, { title = title })) end
      return pandoc.Link(span.content, "#" .. id, title, pandoc.Attr("", { "value" }))
    end,
  }
end

-- Word and JATS cannot be relied upon to show SVG; each figure stands beside itself as PNG.
local function picture(image)
  local alt = image.attributes["fig-alt"] or image.attributes["alt"]
  if form == "docx" or form == "jats" then image.src = image.src:gsub("%.svg$", ".png") end
  if form ~= "docx" then return image end
  if alt then image.caption = { pandoc.Str(alt) } end
  image.attributes["fig-alt"], image.attributes["alt"] = nil, nil
  if not image.attributes.width then image.attributes.width = "100%" end
  return image
end

-- A wide table scrolls by itself on a small screen, by the keyboard too.
local function scrolling(tbl)
  if form ~= "html" then return end
  local caption = stringify(tbl.caption.long)
  local name = caption ~= "" and caption or "Table"
  -- in pairs, since the order of a table's keys differs from run to run
  local attributes = { { "role", "group" }, { "tabindex", "0" }, { "aria-label", name } }
  return pandoc.Div({ tbl }, pandoc.Attr("", { "table-scroll" }, attributes))
end

-- Typst chooses the side of a straight quotation mark by itself, and chooses wrong after a full stop. Pandoc writes
-- every mark straight for it, so each is given as it stands.
local MARKS = "\xe2\x80[\x98\x99\x9c\x9d]"
local SIDES = { SingleQuote = { "‘", "’" }, DoubleQuote = { "“", "”" } }

local function as_typed(mark)
  return pandoc.RawInline("typst", mark)
end

local function marks_in_words(str)
  if not str.text:find(MARKS) then return end
  local parts, from = pandoc.Inlines({}), 1
  for before, mark, after in str.text:gmatch("()(" .. MARKS .. ")()") do
    if before > from then parts:insert(pandoc.Str(str.text:sub(from, before - 1))) end
    parts:insert(as_typed(mark))
    from = after
  end
  if from <= #str.text then parts:insert(pandoc.Str(str.text:sub(from))) end
  return parts
end

-- Typst reads some words as markup that pandoc leaves as they are: at the head of a cell, a heading or an item a
-- list, a heading or a term (`-`, `+`, `1.`, `=`, `/`), and anywhere three full stops.
local function escaped(words)
  return (words:gsub("%p", "\\%0"))
end

local function plain_words(str)
  local text = str.text
  if text:match("^[-+=/]+$") or text:match("^%d+%.$") or text:match("^%.%.%.+$") then
    return as_typed(escaped(text))
  end
  local at, last = text:find("%.%.%.+")
  if not at then return marks_in_words(str) end
  local parts = pandoc.Inlines({})
  for _, part in ipairs({ text:sub(1, at - 1), text:sub(at, last), text:sub(last + 1) }) do
    if part ~= "" then parts:extend(pandoc.Inlines(plain_words(pandoc.Str(part)) or pandoc.Str(part))) end
  end
  return parts
end

local function quoted(quote)
  local left, right = table.unpack(SIDES[quote.quotetype])
  local words = pandoc.Inlines({ as_typed(left) })
  words:extend(quote.content)
  words:insert(as_typed(right))
  return words
end

-- The head of a Word document ---------------------------------------------------------------------------------

local function styled(style, inlines)
  return pandoc.Div({ pandoc.Para(inlines) }, pandoc.Attr("", {}, { ["custom-style"] = style }))
end

local function list_of(value)
  if value == nil then return {} end
  local kind = pandoc.utils.type(value)
  return (kind == "List" or kind == "table" and value[1] ~= nil) and value or { value }
end

local function names(authors)
  local words = pandoc.Inlines({})
  for at, author in ipairs(authors) do
    if at > 1 then words:extend({ pandoc.Str(","), pandoc.Space() }) end
    words:extend(pandoc.Inlines(stringify(author.name.literal or author.name)))
    local marks = {}
    for _, place in ipairs(list_of(author.affiliations)) do table.insert(marks, stringify(place.number)) end
    local attributes = author.attributes
    if attributes and attributes.corresponding and author.email then table.insert(marks, "*") end
    if #marks > 0 then words:insert(pandoc.Superscript({ pandoc.Str(table.concat(marks, ",")) })) end
  end
  return words
end

local function place_line(place)
  local parts = {}
  for _, key in ipairs({ "department", "name", "city", "region", "country" }) do
    if place[key] then table.insert(parts, stringify(place[key])) end
  end
  local words = pandoc.Inlines({ pandoc.Superscript({ pandoc.Str(stringify(place.number)) }), pandoc.Space() })
  words:extend(pandoc.Inlines(table.concat(parts, ", ")))
  return words
end

local function contact(authors)
  local lines = pandoc.Blocks({})
  for _, author in ipairs(authors) do
    local name = stringify(author.name.literal or author.name)
    if author.attributes and author.attributes.corresponding and author.email then
      lines:insert(styled("Affiliation", pandoc.Inlines("* Correspondence: " .. stringify(author.email))))
    end
    if author.orcid then
      local address = "https://orcid.org/" .. stringify(author.orcid)
      lines:insert(styled("Affiliation", { pandoc.Str(name .. ":"), pandoc.Space(), pandoc.Link(address, address) }))
    end
  end
  return lines
end

local function labelled(label, words)
  local inlines = pandoc.Inlines({ pandoc.Strong({ pandoc.Str(label) }), pandoc.Space() })
  inlines:extend(pandoc.Inlines(words))
  return inlines
end

local function abstract_blocks(abstract)
  if pandoc.utils.type(abstract) == "Blocks" then return abstract end
  return { pandoc.Para(pandoc.Inlines(abstract)) }
end

local function word_head(meta)
  local head = pandoc.Blocks({})
  local authors = list_of(meta["by-author"])
  if #authors > 0 then head:insert(styled("Author", names(authors))) end
  for _, place in ipairs(list_of(meta["by-affiliation"])) do head:insert(styled("Affiliation", place_line(place))) end
  head:extend(contact(authors))
  if meta.date then head:insert(styled("Date", pandoc.Inlines(stringify(meta.date)))) end
  if meta.abstract then
    head:insert(styled("Abstract Title", pandoc.Inlines("Abstract")))
    head:insert(pandoc.Div(abstract_blocks(meta.abstract), pandoc.Attr("", {}, { ["custom-style"] = "Abstract" })))
  end
  local keywords = {}
  for _, word in ipairs(list_of(meta.keywords)) do table.insert(keywords, stringify(word)) end
  if #keywords > 0 then head:insert(styled("Keywords", labelled("Keywords", table.concat(keywords, "; ")))) end
  local licence = list_of(meta.license)[1]
  if licence then head:insert(styled("Keywords", labelled("Licence", stringify(licence.text or licence)))) end
  return head
end

-- The copy for reviewers -----------------------------------------------------------------------------------------

-- Sections that say who wrote the paper, who paid for it or who helped: a title page tells the editor.
local TELLING = {
  ["acknowledgements"] = true,
  ["acknowledgments"] = true,
  ["contributions"] = true,
  ["author contributions"] = true,
  ["funding"] = true,
  ["competing interests"] = true,
  ["conflict of interest"] = true,
  ["conflicts of interest"] = true,
}

local function blinded(doc)
  for _, key in ipairs({ "author", "authors", "by-author", "by-affiliation", "affiliations", "institute" }) do
    doc.meta[key] = nil
  end
  local kept, hidden = pandoc.Blocks({}), nil
  for _, block in ipairs(doc.blocks) do
    if block.t == "Header" then
      if hidden and block.level <= hidden then hidden = nil end
      if not hidden and TELLING[pandoc.text.lower(stringify(block.content))] then hidden = block.level end
    end
    if not hidden then kept:insert(block) end
  end
  doc.blocks = kept
  return doc
end

function Pandoc(doc)
  if doc.meta.review then doc = blinded(doc) end
  doc = doc:walk(values(doc))
  doc = doc:walk({ Image = picture, Table = scrolling })
  if form == "typst" then doc = doc:walk({ Str = plain_words, Quoted = quoted }) end
  if form == "docx" then
    local head = word_head(doc.meta)
    head:extend(doc.blocks)
    doc.blocks = head
    if doc.meta["by-author"] then doc.meta.author, doc.meta.authors = nil, nil end
    doc.meta.date, doc.meta.abstract = nil, nil
  end
  return doc
end
