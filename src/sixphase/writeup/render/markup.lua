-- The part of Quarto's markup that the paper may use. Whatever lies outside of that part is told to the program as a
-- problem, with words to find its line by; nothing is dropped without a word.

local common = dofile(PANDOC_SCRIPT_FILE:match("(.*[/\\])") .. "common.lua")
local problem, prefix = common.problem, common.prefix
local KINDS, CALLOUTS = common.KINDS, common.CALLOUTS
local stringify = pandoc.utils.stringify

local FORMATS = { html = true, typst = true, docx = true, jats = true }
-- prefixes that mean a cross-reference in Quarto, and nothing here
local OTHER_KINDS = {}
for name in ("alg cau cnj cor def exm exr imp lem lst nte prf prp rem sol supp thm tip vid wrn"):gmatch("%a+") do
  OTHER_KINDS[name] = true
end

local function first_line(text)
  return text:match("[^\r\n]+") or text
end

-- What may be written ---------------------------------------------------------------------------------------

local function only(attributes, allowed, where)
  for name, value in pairs(attributes) do
    if not allowed[name] then
      problem("the attribute '" .. name .. "' is not known on " .. where, name .. "=", "take it away")
    end
  end
end

local function no_classes(classes, where)
  for _, name in ipairs(classes) do
    problem("the class '" .. name .. "' is not known on " .. where, "." .. name, "take it away")
  end
end

local function check_visibility(div, class)
  local named = false
  for name, value in pairs(div.attributes) do
    if name == "when-profile" or name == "unless-profile" then
      if value ~= "review" then
        problem("the profile '" .. value .. "' is not known here", value, "use review")
      end
    elseif name ~= "when-format" and name ~= "unless-format" then
      problem("'" .. class .. "' with '" .. name .. "' is not known here", name .. "=", "use when-format")
    elseif not FORMATS[value] then
      problem("the format '" .. value .. "' is not known here", value, "use html, typst, docx or jats")
    end
    named = true
  end
  if not named then problem("'" .. class .. "' does not say for which format", class, 'add when-format="html"') end
end

local function check_div(div)
  local class = div.classes[1]
  if div.identifier == "refs" and not class then return end
  local callout = class and class:match("^callout%-(%a+)$")
  if #div.classes ~= 1 then
    problem("this kind of block is not known here: '" .. (class and table.concat(div.classes, " ") or "no class") .. "'",
      class or ":::|<div", "use one class: a callout, content-visible or content-hidden")
  elseif callout and CALLOUTS[callout] then
    only(div.attributes, { title = true }, "a callout")
  elseif callout then
    problem("there is no callout of the kind '" .. callout .. "'", class,
      "use callout-note, -tip, -important, -warning or -caution")
  elseif class == "content-visible" or class == "content-hidden" then
    check_visibility(div, class)
  else
    problem("a block of the class '" .. class .. "' is not known here", class, "write it without that block")
  end
end

local function check_image(image, captioned)
  local source = image.src
  local alt = image.attributes["fig-alt"]
  only(image.attributes, { ["fig-alt"] = true, width = true }, "a figure")
  no_classes(image.classes, "a figure")
  if not captioned then
    problem("the image '" .. source .. "' is not a figure", source,
      "let it stand alone with a caption: ![Caption](" .. source .. '){#fig-name fig-alt="what it shows"}')
  elseif not alt or not alt:match("%S") then
    problem("the figure '" .. source .. "' has no text for those who do not see it", source,
      'say what it shows: {#fig-name fig-alt="..."}')
  end
  local width = image.attributes.width
  if width and not width:match("^%d+%.?%d*%%$") then
    problem("the width '" .. width .. "' is not a share of the text's width", "width=" .. width, "write width=80%")
  end
  if source:match("^%a[%w+.-]*:") or source:match("^/") or source:match("%.%./") then
    problem("the image '" .. source .. "' is not below the paper's folder", source, "keep it with the paper")
    return
  end
  local needed = { source }
  if source:match("%.svg$") then table.insert(needed, (source:gsub("%.svg$", ".png"))) end
  for _, name in ipairs(needed) do
    local file = io.open(name, "rb")
    if file then file:close() else
      problem("the image '" .. name .. "' is not there", source, "run the notebook that makes it")
    end
  end
end

local function check_figure(figure)
  local inner = figure.content[1]
  local image = #figure.content == 1 and inner.content and #inner.content == 1 and inner.content[1]
  if not image or image.t ~= "Image" then return end
  check_image(image, true)
  if prefix(figure.identifier) ~= "fig" then
    problem("the figure '" .. image.src .. "' has no id of its kind", image.src, "give it one: {#fig-name ...}")
  end
end

local function check_table(tbl)
  only(tbl.attributes, { ["tbl-colwidths"] = true }, "a table")
  no_classes(tbl.classes, "a table")
  local caption = stringify(tbl.caption.long)
  if caption ~= "" and prefix(tbl.identifier) ~= "tbl" then
    problem("this table has no id of its kind: '" .. caption .. "'", caption:sub(1, 30),
      "give it one after the caption: {#tbl-name}")
  elseif caption == "" and tbl.identifier ~= "" then
    problem("the table '" .. tbl.identifier .. "' has no caption", tbl.identifier, "write ': Caption {#tbl-name}'")
  end
  local widths = tbl.attributes["tbl-colwidths"]
  if widths and select(2, widths:gsub("%d+%.?%d*", "")) ~= #tbl.colspecs then
    problem("'tbl-colwidths' names another number of columns than the table has", widths, "one width a column")
  end
end

local function check_span(span)
  local class = span.classes[1]
  if prefix(span.identifier) == "eq" then
    only(span.attributes, { alt = true }, "an equation")
    if not (span.attributes.alt or ""):match("%S") then
      problem("the equation '" .. span.identifier .. "' has no text for those who do not see it", span.identifier,
        'say it in words: {#' .. span.identifier .. ' alt="..."}')
    end
  elseif class == "value" and #span.classes == 1 then
    only(span.attributes, { key = true, title = true }, "a value")
  elseif class == "answer" and #span.classes == 1 then
    only(span.attributes, { key = true }, "an answer")
  elseif not class and (span.identifier:match("^value%-") or span.identifier:match("^answer%-")) then
    return
  else
    problem("a passage with attributes is not known here: '" .. stringify(span) .. "'",
      class and "." .. class or span.identifier, "write it without")
  end
end

local function check_cite(cite)
  local kinds = 0
  for _, one in ipairs(cite.citations) do
    local kind = prefix(one.id)
    if KINDS[kind] then
      kinds = kinds + 1
      if #one.prefix > 0 or #one.suffix > 0 then
        problem("words inside the brackets of the cross-reference '@" .. one.id .. "'", "@" .. one.id,
          "write them outside of the brackets")
      end
    elseif OTHER_KINDS[kind] then
      problem("cross-references of the kind '@" .. kind .. "-' are not known here", "@" .. one.id,
        "use @fig-, @tbl-, @sec- or @eq-")
    end
  end
  if kinds > 0 and kinds < #cite.citations then
    problem("a citation and a cross-reference in one pair of brackets", "@" .. cite.citations[1].id, "part them")
  end
end

local function raw(what)
  return function(element)
    problem(what .. " '" .. first_line(element.text):sub(1, 60) .. "' (" .. element.format .. ")",
      first_line(element.text):sub(1, 60), "write it in Markdown, which all formats understand")
  end
end

local CHECKS = {
  Div = check_div,
  Figure = check_figure,
  Table = check_table,
  Span = check_span,
  Cite = check_cite,
  RawBlock = raw("markup of one format only:"),
  RawInline = raw("markup of one format only:"),
  Header = function(header)
    only(header.attributes, {}, "a heading")
    for _, name in ipairs(header.classes) do
      if name ~= "unnumbered" and name ~= "unlisted" then no_classes({ name }, "a heading") end
    end
  end,
  Code = function(code)
    if code.text:match("^{%a[^}]*}%s+%S") then
      problem("code that Quarto would run: '" .. code.text .. "'", code.text, "name a value instead")
    end
    only(code.attributes, {}, "code")
    no_classes(code.classes, "code")
  end,
  CodeBlock = function(code)
    only(code.attributes, {}, "a block of code")
    if #code.classes > 1 then no_classes({ code.classes[2] }, "a block of code") end
  end,
  Link = function(link)
    local target = link.target
    if target:match("{%.value") or target:match("%%7B%.value") then
      problem("a value inside the address of a link", stringify(link), "write the address in full")
    elseif not (target:match("^https?://") or target:match("^mailto:") or target:match("^#.")) then
      problem("the link '" .. target .. "' leads to a file beside the paper", target, "give a full address")
    end
    only(link.attributes, {}, "a link")
    for _, name in ipairs(link.classes) do
      if name ~= "uri" and name ~= "email" then no_classes({ name }, "a link") end
    end
  end,
  OrderedList = function(list)
    if list.listAttributes.style == "Example" then
      problem("a numbered example, which is what pandoc makes of '@name.' or '(@)' at the start of a paragraph",
        "@", "begin the sentence with another word")
    end
  end,
  Underline = function(words)
    problem("underlined words: '" .. stringify(words) .. "'", stringify(words), "use *emphasis*")
  end,
}

-- Blocks like images and equations are right in one place only, so that place is looked at first.
local function check(blocks)
  local figures = blocks:walk({
    Figure = function(figure)
      local inner = figure.content[1]
      local image = #figure.content == 1 and inner.content and #inner.content == 1 and inner.content[1]
      if image and image.t == "Image" then
        return pandoc.Plain(figure.caption.long and pandoc.utils.blocks_to_inlines(figure.caption.long) or {})
      end
      problem("a figure that is not one image", figure.identifier, "write ![Caption](file){#fig-name}")
    end,
    Span = function(span)
      local math = span.content[1]
      if prefix(span.identifier) == "eq" and #span.content == 1 and math.t == "Math" then return {} end
    end,
  })
  figures:walk({
    Image = function(image) check_image(image, false) end,
    Math = function(math)
      problem("a formula in the text: '" .. first_line(math.text) .. "'", first_line(math.text),
        'set it alone, with its words: $$ ... $$ {#eq-name alt="..."}')
    end,
  })
  blocks:walk(CHECKS)
end

local function check_ids(doc)
  local seen = {}
  local function note(element)
    local id = element.identifier
    if id and id ~= "" then
      seen[id] = (seen[id] or 0) + 1
      if seen[id] == 2 then problem("the id '" .. id .. "' stands twice", "#" .. id, "give each its own", 2) end
    end
  end
  doc.blocks:walk({ Header = note, Figure = note, Table = note, Span = note, Div = note, Code = note, CodeBlock = note })
end

local function check_citations(doc)
  local known = {}
  for _, reference in ipairs(pandoc.utils.references(doc)) do known[reference.id] = true end
  local told = {}
  doc:walk({
    Cite = function(cite)
      for _, one in ipairs(cite.citations) do
        local kind = prefix(one.id)
        if not known[one.id] and not KINDS[kind] and not OTHER_KINDS[kind] and not told[one.id] then
          told[one.id] = true
          problem("there is no reference '" .. one.id .. "'", "@" .. one.id, "add it to references.bib")
        end
      end
    end,
  })
end

-- The head is Markdown too, and comes from a study that anybody may have written.
local function check_head(value)
  local kind = pandoc.utils.type(value)
  if kind == "Inlines" then
    check(pandoc.Blocks({ pandoc.Plain(value) }))
  elseif kind == "Blocks" then
    check(value)
  elseif kind == "table" or kind == "List" or kind == "Meta" then
    for _, inner in pairs(value) do check_head(inner) end
  end
end

function Pandoc(doc)
  common.where = " (in the paper's head, which study.yml and the abstract make)"
  check_head(doc.meta)
  common.where = ""
  check(doc.blocks)
  check_ids(doc)
  check_citations(doc)
  common.stop_if_any()
end
