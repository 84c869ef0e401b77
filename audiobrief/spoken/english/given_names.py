"""Common given names, by the pronoun that news uses for their bearers.

They tell a person from a place or an agency, and resolve "he" and "she". Names
that both sexes commonly bear are in neither table.
"""

from audiobrief.spoken.language import words

HE = words("""
    Aaron Abdel Abdul Abdullah Abraham Adam Adrian Ahmad Ahmed Akira Al Alan Alastair Albert
    Alejandro Aleksandr Alexander Alfonso Alfred Ali Allen Alun Amir Amit Anders Andre
    Andreas Andrei Andrew Andriy Andrzej Andrés Andy Angelo Angus Anil Anthony Antonin
    Antonio Antony Ari Arne Arnold Arthur Arun Ash Ashok Asif Bambang Barack Barry Bashar
    Beau Ben Benjamin Bernard Bernie Bill Björn Bob Bobby Boris Brad Bradley Brandon Brendan
    Brent Brett Brian Bruce Bruno Bryan Byron Callum Calvin Carl Carlos Cedric Chad Charles
    Charlie Chester Chris Christian Christoph Christopher Chuck Clarence Clark Claude Clay
    Clifford Clint Clyde Colin Connor Corey Cory Craig Curtis Cyril Dale Dan Daniel Danny
    Dante Darrell Darren Dave David Dean Declan Denis Dennis Derek Desmond Dick Diego Dieter
    Dinesh Dmitri Dmitry Dmytro Don Donald Donnie Doug Douglas Duncan Dustin Dwight Dylan
    Earl Ed Eddie Edgar Eduardo Edward Edwin Ehud Eli Elijah Elliott Emilio Emlyn Emmanuel
    Enrique Eoin Eric Erik Ernest Ernesto Ethan Eugene Evan Faisal Felipe Felix Fergus
    Fernando Francisco Francois Frank Franklin François Fred Frederick Friedrich Fumio
    Gabriel Gareth Garrett Gary Gavin Gene Geoff Geoffrey George Gerald Gerard Gethin Gilad
    Gilbert Gilles Giovanni Giuseppe Glenn Gordon Graham Grant Greg Gregory Guido Guillermo
    Gustavo Guy Günter Hamid Hamish Hank Hans Harold Harrison Harry Hassan Hector Heinz
    Henri Henry Herbert Herman Hiroshi Howard Hubert Hugh Hugo Hussein Ian Ibrahim Ignacio
    Igor Imran Isaac Ivan Jack Jacob Jacques Jaime Jake James Jared Jarosław Jason
    Javier Jay Jean-Luc Jeb Jeff Jeffrey Jens Jeremy Jerome Jerry Jesse Jim Jimmy Jiří
    Joaquin Joe Joel Johan John Johnny Joko Jon Jonathan Jorge Jose Josef Joseph Josh Joshua
    José João Juan Julian Julio Justin Jürgen Karim Karl Karl-Heinz Keir Keith Ken Kenji
    Kenneth Kevin Khalid Kieran Klaus Kofi Kurt Kwame Kyle Larry Lars Laurence Laurent
    Lawrence Lech Leo Leon Leonard Leonardo Leroy Lewis Liam Lindsey Lionel Lloyd Lorenzo
    Louis Luca Lucas Luis Luiz Luke Lyndon Magnus Mahmoud Maksym Malcolm Manuel Marc Marcel
    Marco Marcos Marcus Mario Mark Marshall Martin Marty Marvin Mason Massimo Mateo Matt
    Matteo Matthew Maurice Max Maxim Mehdi Merrick Michael Miguel Mike Mikhail Mikko Mitch
    Mitchell Mitt Mohamed Mohammad Mohammed Morris Muhammad Mustafa Mykola Naftali Narendra
    Nasser Nate Nathan Nathaniel Neal Neil Nelson Newt Niall Nicholas Nick Nicolas Nigel
    Nikolai Nils Noah Norbert Norm Norman Olaf Oleg Oleksandr Oliver Olivier Omar Oscar
    Osman Otto Owen Pablo Padraig Paolo Patrick Paul Paulo Pavel Pedro Pekka Pete Peter Petr
    Petro Phil Philip Phillip Pierre Piotr Rafael Rahul Rajiv Ralf Ralph Ramon Rand Randall
    Randy Rashid Raul Ravi Ray Raymond Recep Reed Reince Rhys Ricardo Rich Richard Rick
    Ricky Rishi Rob Robby Robert Roberto Rodney Rodolfo Rodrigo Roger Roland Rolf Ron Ronald
    Ross Roy Ruairi Rubén Rudolph Rudy Rupert Russ Russell Ryan Sadiq Said Salman Salvador
    Sam Samir Samuel Sanjay Santiago Scott Seamus Sean Sebastian Sergei Sergey Sergio Serhiy
    Seth Shane Shaun Sheldon Sherrod Shimon Shinzo Sidney Silvio Simon Spencer Stan Stanley
    Stefan Stephen Steve Steven Stewart Stuart Stéphane Sunil Suresh Sven Syed Tad Takeshi
    Tariq Ted Terrence Terry Thabo Theodore Thiago Thierry Thomas Tim Timothy Toby Todd Tom
    Tomasz Tommy Tomás Tony Travis Trevor Trey Tyler Uwe Vernon Victor Vijay Viktor Vin
    Vincent Vitali Vladimir Volodymyr Václav Walter Wang Warren Wayne Wendell Wesley Wilbur
    Will William Willie Wolfgang Xavier Xi Yaakov Yair Yasser Yuri Yusuf Yves Zach Zachary
    Ángel Étienne
""")
SHE = words("""
    Abigail Adriana Agnes Agnieszka Ailsa Aisha Alexandra Alexis Alice Alicia Alison Allison
    Amanda Amber Amelia Amina Amy Ana Andrea Angela Angelica Angelina Angharad Angie Anita
    Anjali Ann Anna Anne Annette Annie Aoife April Ashley Astrid Audrey Aung Ayesha Barbara
    Beatrice Beatrix Becky Bella Bernadette Bernice Beth Bethany Betsy Betty Beverly Birgit
    Bonnie Brenda Bridget Brigitte Brittany Bronwen Camila Candice Carla Carly Carmen Carol
    Carole Carolina Caroline Carolyn Carrie Carys Catherine Cathy Cecile Cecilia Celeste
    Cerys Charlotte Chelsea Cheryl Chiara Chloe Christina Christine Cindy Claire Clara
    Claudia Claudine Colleen Connie Constance Consuelo Courtney Crystal Cynthia Daisy
    Danielle Daphne Darlene Dawn Deb Debbie Deborah Debra Deepa Deirdre Denise Diana Diane
    Dianne Dilma Dolores Donna Dora Doris Dorothy Edith Eileen Elaine Eleanor Elena
    Elizabeth Ella Ellen Elsie Emily Emma Enid Erica Erin Esther Eva Evelyn Faith Fatima
    Federica Felicia Felicity Fiona Florence Frances Francesca Françoise Gabriela Gail Gemma
    Georgia Geraldine Gilda Gillian Gina Ginny Giorgia Giulia Gladys Gloria Golda Grace
    Greta Gretchen Gwen Gwendolyn Hannah Harriet Hazel Heather Heidi Heike Helen Helena
    Hilary Hilda Hillary Holly Huma Hélène Ida Imogen Indira Ines Ingrid Inés Irene Irina
    Iris Iryna Isabel Isabella Ivanka Ivy Jacinda Jackie Jacqueline Jane Janet Janice
    Jasmine Jean Jeanette Jeanne Jemima Jen Jenna Jennifer Jenny Jessica Jill Jo Joan Joanna
    Joanne Jocelyn Joni Josephine Joyce Juanita Judith Judy Julia Juliana Julie Juliet June
    Kaja Karen Karin Karina Katarzyna Kate Katharine Katherine Kathleen Kathryn Kathy Katie
    Katrina Kavita Kayla Keiko Kelli Kellyanne Khadija Kimberly Kirsten Kirsty Kristen
    Kristin Kristina Lakshmi Lara Laura Lauren Laurie Leah Leila Lena Leyla Lila Lillian
    Lily Linda Lisa Liz Lois Loretta Lorraine Louisa Louise Lucia Lucy Lucía Lydia Lynn
    Mabel Madeleine Maggie Mairi Marcia Margaret Maria Mariam Mariana Marianne Marie Marilyn
    Marina Marine Marjorie Marlene Martha Mary Maryam Maud Maureen Maxine Małgorzata Meera
    Megan Megyn Mei Melania Melanie Melinda Melissa Mercedes Meredith Mette Michaela Michele
    Michelle Michiko Mildred Miranda Miriam Molly Mona Monica Monika Morag Muriel Nadia
    Nancy Naoko Naomi Natalia Natalie Natalya Natasha Nell Niamh Nicola Nicole Nikki Nina
    Noor Nora Norma Oksana Olena Olga Olivia Orla Paige Pamela Paola Patricia Patty Paula
    Pauline Peggy Penelope Penny Petra Philippa Phoebe Phyllis Pilar Polly Priscilla Priya
    Rachel Ramona Rebecca Regina Renee Rhiannon Rhonda Rita Roberta Robyn Rosa Rosalind Rose
    Rosemary Roxanne Ruth Sabine Sabrina Sally Samantha Samira Sandra Sanna Sara Sarah
    Selena Sharon Sheila Shelley Shelly Sheryl Shirley Silvia Simone Sinead Siobhan Sofia
    Sonia Sophia Sophie Stacey Stella Stephanie Sue Sunita Susan Susana Susanne Suu Suzanne
    Svetlana Sviatlana Sylvia Ségolène Tamara Tammy Tanya Tara Tatiana Teresa Tessa Theresa
    Tiffany Tina Tracy Tsai Ursula Ute Valentina Valerie Vanessa Vera Veronica Victoria
    Viola Violet Virginia Vivian Wanda Wendy Whitney Wilma Winifred Winnie Yasmin Yasmine
    Yolanda Yuki Yulia Yvette Yvonne Zainab Zoe Zuzana Élise
""")
